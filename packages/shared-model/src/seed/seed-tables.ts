import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { toInventoryItem } from '../dynamodb/booking-item.ts';
import { toFlightItem } from '../dynamodb/flight-item.ts';
import type { Seed } from './create-seed.ts';

const batchSize = 25;
const concurrency = 8;

type SeedTarget = {
  readonly documents: DynamoDBDocumentClient;
  /** Table names; both may be the same stage's or different services'. */
  readonly flightsTable: string;
  readonly bookingsTable: string;
};

/** Puts a seed into two empty tables, replacing flights and inventories of the same ids. Needs dynamodb:BatchWriteItem. */
export async function seedTables(
  { documents, flightsTable, bookingsTable }: SeedTarget,
  { flights, inventories }: Pick<Seed, 'flights' | 'inventories'>,
): Promise<void> {
  const batches = [
    ...toBatches(flightsTable, flights.map(toFlightItem)),
    ...toBatches(bookingsTable, inventories.map(toInventoryItem)),
  ].values();
  const writeRest = async () => {
    for (const batch of batches) await writeBatch(documents, batch);
  };
  await Promise.all(Array.from({ length: concurrency }, writeRest));
}

type Batch = NonNullable<ConstructorParameters<typeof BatchWriteCommand>[0]['RequestItems']>;

function toBatches(tableName: string, items: readonly Record<string, unknown>[]): Batch[] {
  const puts = items.map((Item) => ({ PutRequest: { Item } }));
  const starts = Array.from({ length: Math.ceil(puts.length / batchSize) }, (_, batch) => batch * batchSize);
  return starts.map((start) => ({ [tableName]: puts.slice(start, start + batchSize) }));
}

/** What DynamoDB leaves unprocessed is sent again (API_BatchWriteItem). */
async function writeBatch(documents: DynamoDBDocumentClient, batch: Batch): Promise<void> {
  if (Object.keys(batch).length === 0) return;
  const { UnprocessedItems } = await documents.send(new BatchWriteCommand({ RequestItems: batch }));
  await writeBatch(documents, UnprocessedItems ?? {});
}
