import { isDeepStrictEqual } from 'node:util';
import { CloudError } from '../../cloud-error.ts';
import { callDatabase, type Database, DatabaseError } from './database.ts';
import { type JsonObject, toObject, toObjects } from './json.ts';
import type { TablePlan } from './table-plan.ts';

export interface PlannedTable {
  /** Construct path, for errors. */
  readonly place: string;
  readonly plan: TablePlan;
}

/** Brings one table to life. With `reuse`, one that is there already stays, provided that its keys are the planned ones. */
export async function createTable(
  { place, plan }: PlannedTable,
  database: Database,
  reuse: boolean,
): Promise<void> {
  const { createTable: input, updateTimeToLive } = plan;
  try {
    await callDatabase(database, 'CreateTable', input);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.code === 'ResourceInUseException' && reuse) return checkKeys({ place, plan }, database);
    const message = `the database refuses the table ${input.TableName}: ${error.message}`;
    const nextStep = 'Correct the table in the CDK app, or remove the one of that name from the database.';
    throw new CloudError([{ code: 'dynamodb.table-refused', message, place, nextStep }], { cause: error });
  }
  if (updateTimeToLive) await callDatabase(database, 'UpdateTimeToLive', updateTimeToLive);
}

async function checkKeys({ place, plan }: PlannedTable, database: Database): Promise<void> {
  const { TableName } = plan.createTable;
  const { Table } = await callDatabase(database, 'DescribeTable', { TableName });
  if (isDeepStrictEqual(listKeys(toObject(Table)), listKeys(plan.createTable))) return;
  const message = `the database keeps a table ${TableName} with other keys or indexes.`;
  const nextStep = 'Delete the database file; its data cannot be carried over.';
  throw new CloudError([{ code: 'dynamodb.table-differs', message, place, nextStep }]);
}

function listKeys(table: JsonObject): unknown {
  const indexes = [...toObjects(table.GlobalSecondaryIndexes), ...toObjects(table.LocalSecondaryIndexes)];
  return [
    table.KeySchema,
    Object.fromEntries(indexes.map(({ IndexName, KeySchema }) => [IndexName, KeySchema])),
  ];
}
