import { readFile } from 'node:fs/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { seedTables } from '@unlith/shared-model/seed';
import { seedFromToday } from './local-stages.ts';
import { listStages, type StackOutputs, StageError } from './stages.ts';

// `pnpm seed <outputs.json> …`: fills the tables of stages deployed on AWS, as `cdk deploy --outputs-file` names them, with the caller's own credentials.
// All stages of one call get the same flights; seeding again puts every seat back.

try {
  const outputs = await readOutputs(process.argv.slice(2).filter((argument) => argument !== '--'));
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const seed = seedFromToday();
  for (const stage of listStages(outputs)) {
    await seedTables({ documents, ...stage }, seed);
    console.log(`${stage.name}: ${seed.flights.length} flights`);
  }
} catch (error) {
  if (!(error instanceof StageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function readOutputs(files: readonly string[]): Promise<StackOutputs> {
  if (files.length === 0) {
    throw new StageError(
      'Name the outputs of a deployment: pnpm seed .unlith/monolith-outputs.json .unlith/split-outputs.json',
    );
  }
  const outputs = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, 'utf8').catch((cause: Error) => {
        throw new StageError(
          `${file} cannot be read (${cause.message}): it is what \`pnpm deploy:*\` writes`,
          { cause },
        );
      });
      return JSON.parse(text) as StackOutputs;
    }),
  );
  return Object.assign({}, ...outputs);
}
