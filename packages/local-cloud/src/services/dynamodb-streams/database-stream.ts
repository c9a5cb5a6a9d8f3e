import { toObject, toObjects } from '../../aws-endpoint/json.ts';
import { callDatabase, type Database } from '../dynamodb/database.ts';
import type { DatabaseRecord } from './stream-record.ts';

/** Reads the stream that the database itself keeps of a table, each record once. */
export interface DatabaseStream {
  /** What has been written since the last call that succeeded. */
  readNew(): Promise<readonly DatabaseRecord[]>;
}

const pageSize = 1_000;

/**
 * The database is asked only when something has been written, because each question costs it a look at the whole
 * stream. After a failure the place is found again by the last number read, also when the database was restarted.
 */
export function createDatabaseStream(tableName: string, getDatabase: () => Database): DatabaseStream {
  let lastNumber: string | undefined;
  let iterator: string | undefined;
  const readPage = async (): Promise<readonly DatabaseRecord[]> => {
    iterator ??= await findIterator(tableName, getDatabase(), lastNumber);
    const page = await callDatabase(getDatabase(), 'GetRecords', {
      ShardIterator: iterator,
      Limit: pageSize,
    });
    const records = toObjects(page.Records) as unknown as DatabaseRecord[];
    iterator = typeof page.NextShardIterator === 'string' ? page.NextShardIterator : undefined;
    lastNumber = records.at(-1)?.dynamodb.SequenceNumber ?? lastNumber;
    return records;
  };
  /** What was read before a failure: it is handed out with what comes after. */
  let pages: (readonly DatabaseRecord[])[] = [];
  return {
    async readNew() {
      try {
        do pages.push(await readPage());
        while (!isLast(pages.at(-1) ?? []));
      } catch (error) {
        iterator = undefined;
        throw error;
      }
      const records = pages.flat();
      pages = [];
      return records;
    },
  };
}

/** A page is full by its number of records or by their size, which is 1 MB. */
function isLast(page: readonly DatabaseRecord[]): boolean {
  const sizeBytes = page.reduce((sum, { dynamodb }) => sum + dynamodb.SizeBytes, 0);
  return page.length < pageSize && sizeBytes < 400_000;
}

async function findIterator(
  tableName: string,
  database: Database,
  lastNumber: string | undefined,
): Promise<string> {
  const { Table } = await callDatabase(database, 'DescribeTable', { TableName: tableName });
  const StreamArn = toObject(Table).LatestStreamArn;
  const { StreamDescription } = await callDatabase(database, 'DescribeStream', { StreamArn });
  const ShardId = toObjects(toObject(StreamDescription).Shards).at(-1)?.ShardId;
  const position =
    lastNumber === undefined
      ? { ShardIteratorType: 'TRIM_HORIZON' }
      : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: lastNumber };
  const { ShardIterator } = await callDatabase(database, 'GetShardIterator', {
    StreamArn,
    ShardId,
    ...position,
  });
  return String(ShardIterator);
}
