import { type JsonObject, toObjects } from '../../aws-endpoint/json.ts';
import { callDatabase, type Database, DatabaseError } from './database.ts';
import type { Table } from './table.ts';

export interface ExpiryDependencies {
  readonly database: Database;
  readonly nowMs: number;
  /** Called before an item goes; the function that it returns is called when the item stays after all. */
  onExpiring(keys: JsonObject): () => void;
}

const fiveYearsSeconds = 5 * 365 * 24 * 60 * 60;

/**
 * Deletes what has expired, and returns how many items that were: those whose attribute is a number of epoch seconds
 * in the past, but not more than five years ago
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html).
 */
export async function deleteExpired(table: Table, deps: ExpiryDependencies): Promise<number> {
  const { timeToLiveAttribute } = table;
  if (timeToLiveAttribute === undefined) return 0;
  const nowSeconds = Math.floor(deps.nowMs / 1_000);
  const condition = {
    TableName: table.name,
    ExpressionAttributeValues: {
      ':now': { N: String(nowSeconds) },
      ':oldest': { N: String(nowSeconds - fiveYearsSeconds) },
    },
  };
  const expression = '#expiry <= :now AND #expiry > :oldest';
  const keyNames = Object.fromEntries(
    table.keySchema.map(({ AttributeName }, index) => [`#key${index}`, AttributeName]),
  );
  let deleted = 0;
  let ExclusiveStartKey: unknown;
  do {
    const page = await callDatabase(deps.database, 'Scan', {
      ...condition,
      FilterExpression: expression,
      ProjectionExpression: Object.keys(keyNames).join(', '),
      ExpressionAttributeNames: { ...keyNames, '#expiry': timeToLiveAttribute },
      ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
    });
    for (const Key of toObjects(page.Items)) {
      const ExpressionAttributeNames = { '#expiry': timeToLiveAttribute };
      const deletion = { ...condition, Key, ExpressionAttributeNames, ConditionExpression: expression };
      if (await deleteItem(deletion, deps)) deleted++;
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return deleted;
}

async function deleteItem(
  deletion: JsonObject & { Key: JsonObject },
  deps: ExpiryDependencies,
): Promise<boolean> {
  const keepAfterAll = deps.onExpiring(deletion.Key);
  try {
    await callDatabase(deps.database, 'DeleteItem', deletion);
    return true;
  } catch (error) {
    keepAfterAll();
    // Meanwhile it was deleted, or given more time.
    if (error instanceof DatabaseError && error.code === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
