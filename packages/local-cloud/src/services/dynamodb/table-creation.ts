import { isDeepStrictEqual } from 'node:util';
import { type JsonObject, toObject, toObjects } from '../../aws-endpoint/json.ts';
import { CloudError, refuse } from '../../cloud-error.ts';
import { callDatabase, type Database, DatabaseError } from './database.ts';
import type { PlannedTable } from './table-plans.ts';

export interface CreationOptions {
  /** A table that is there already stays, provided that its keys are the planned ones. */
  readonly reuse: boolean;
  readonly onCreated: (name: string) => void;
}

/** Brings all tables to life at once. Throws one `CloudError` that lists the tables which could not be made. */
export async function createTables(
  planned: readonly PlannedTable[],
  getDatabase: () => Database,
  { reuse, onCreated }: CreationOptions,
): Promise<void> {
  const creations = planned.map(async (table) => {
    await createTable(table, getDatabase(), reuse);
    onCreated(table.plan.createTable.TableName);
  });
  const results = await Promise.allSettled(creations);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  const bug = failures.find((failure) => !(failure instanceof CloudError));
  if (bug) throw bug;
  refuse(failures.flatMap(({ problems }: CloudError) => problems));
}

/** What is gone already is no reason to fail at the end. */
export async function deleteTables(names: readonly string[], database: Database): Promise<void> {
  await Promise.allSettled(names.map((TableName) => callDatabase(database, 'DeleteTable', { TableName })));
}

async function createTable({ place, plan }: PlannedTable, database: Database, reuse: boolean): Promise<void> {
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
