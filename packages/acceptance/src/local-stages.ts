import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Cloud } from '@unlith/local-cloud';
import { createSeed, type Seed, seedTables } from '@unlith/shared-model/seed';
import { listStages, type Stage } from './stages.ts';

// What is deployed runs on nodejs24.x; that this machine's Node is older is no news on every start.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** The airline's stages that run in a cloud. */
export const listLocalStages = (cloud: Cloud): Stage[] =>
  listStages(Object.fromEntries(cloud.stacks.map(({ name, outputs }) => [name, outputs])));

/** In UTC, as stages have it that list today's flights. */
export const getToday = (): string => new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);

/** 30 days of flights from today on; a run seeds all its stages with one and the same. */
export const seedFromToday = (): Seed => createSeed({ firstDay: getToday() });

/** Fills the tables of every stage in the cloud. The default export is what `unlith up --seed` calls. */
export default async function seedCloud(cloud: Cloud, seed: Seed = seedFromToday()): Promise<void> {
  await withDocuments(cloud, (documents) =>
    Promise.all(listLocalStages(cloud).map((stage) => seedTables({ documents, ...stage }, seed))),
  );
}

/** Lends a DynamoDB client which may do everything. */
export async function withDocuments<Result>(
  { administrator }: Cloud,
  use: (documents: DynamoDBDocumentClient) => Promise<Result>,
): Promise<Result> {
  const client = new DynamoDBClient(administrator);
  try {
    return await use(DynamoDBDocumentClient.from(client));
  } finally {
    client.destroy();
  }
}
