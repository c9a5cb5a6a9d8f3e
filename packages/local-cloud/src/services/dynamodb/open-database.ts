import { randomBytes } from 'node:crypto';
import { CloudError } from '../../cloud-error.ts';
import type { Reaper } from '../../processes/reaper.ts';
import { callDatabase, createDatabase, type Database, type DatabaseIdentity } from './database.ts';
import { startDynoxide } from './dynoxide.ts';
import { openRestartingDatabase } from './restarting-database.ts';

export interface DatabaseOptions {
  readonly reaper: Reaper;
  readonly region: string;
  /** A DynamoDB that runs already; otherwise dynoxide is started. */
  readonly databaseEndpoint?: string | undefined;
  /** File of dynoxide; in memory when absent. */
  readonly databasePath?: string | undefined;
}

/** Resolves with a database that answers; its `close` ends what was started for it. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseEndpoint, region } = options;
  const identity = { accessKeyId: randomBytes(10).toString('hex'), region };
  if (databaseEndpoint !== undefined) {
    const database = createDatabase(databaseEndpoint, identity);
    await checkAnswers(database, databaseEndpoint);
    return database;
  }
  const open = () => openDynoxide(options, identity);
  return options.databasePath === undefined ? open() : openRestartingDatabase(open);
}

async function openDynoxide(options: DatabaseOptions, identity: DatabaseIdentity): Promise<Database> {
  const dynoxide = await startDynoxide(options);
  const database = createDatabase(dynoxide.endpoint, identity);
  return {
    ...database,
    async close() {
      await database.close();
      await dynoxide.close();
    },
  };
}

async function checkAnswers(database: Database, endpoint: string): Promise<void> {
  try {
    await callDatabase(database, 'ListTables', {});
  } catch (cause) {
    await database.close();
    const problem = {
      code: 'dynamodb.no-answer',
      message: `no DynamoDB answers: ${(cause as Error).message}.`,
      place: endpoint,
      nextStep: 'Start one there, or leave --dynamodb-endpoint out to use the embedded one.',
    };
    throw new CloudError([problem], { cause });
  }
}
