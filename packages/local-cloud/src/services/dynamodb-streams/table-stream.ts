import type { JsonObject } from '../../aws-endpoint/json.ts';
import type { Table } from '../dynamodb/table.ts';
import type { DatabaseStream } from './database-stream.ts';
import { runOneAtATime } from './one-at-a-time.ts';
import { changesNothing, type DatabaseRecord, type StreamRecord, toStreamRecord } from './stream-record.ts';

/**
 * The stream of one table: a list of records that grows when it is woken. Nobody polls: the gateway wakes it after
 * each write, and it wakes its readers. One shard, in the order of the writes.
 */
export interface TableStream {
  readonly table: Table;
  readonly arn: string;
  /** Position after the newest record; positions count from 0 and stay the same when old records go. */
  readonly end: number;
  /** Up to `limit` records from a position on, or from the oldest when that one has gone. */
  read(from: number, limit: number): StreamSlice;
  /** Calls whenever there are new records, until the function it returns is called. */
  subscribe(onRecords: () => void): () => void;
  /** Something was written to the table. Resolves when `read` knows of it, or when that has failed. */
  wake(): Promise<void>;
  /** The item with these keys is about to be deleted because it has expired. */
  expectExpiry(keys: JsonObject): () => void;
  close(): void;
}

interface StreamSlice {
  readonly records: readonly StreamRecord[];
  /** Position after the last of them. */
  readonly next: number;
}

export interface TableStreamDependencies {
  readonly source: DatabaseStream;
  readonly region: string;
  /** Something was written that `read` does not know of. */
  readonly onBehind: () => void;
  /** It knows of everything that was written. */
  readonly onCaughtUp: () => void;
  readonly onFailure: (error: Error) => void;
}

/** How many records are kept; AWS keeps them for 24 hours. */
const maxRecords = 100_000;
const retryDelayMs = 250;

export function createTableStream(
  table: Table & { readonly streamArn: string },
  deps: TableStreamDependencies,
): TableStream {
  const { streamArn: arn } = table;
  const records: StreamRecord[] = [];
  const readers = new Set<() => void>();
  const expiring = new Set<string>();
  let start = 0;
  let isOpen = true;
  let writes = 0;
  let hasFailed = false;
  let retry: NodeJS.Timeout | undefined;

  const append = (found: readonly DatabaseRecord[]) => {
    const added = found
      .filter((record) => !changesNothing(record))
      .map((record) => {
        const expired = record.eventName === 'REMOVE' && expiring.delete(formatKeys(record.dynamodb.Keys));
        return toStreamRecord(record, { streamArn: arn, region: deps.region, expired });
      });
    // One by one: so many arguments as a bulk load brings, no call takes.
    for (const record of added) records.push(record);
    start += records.splice(0, records.length - maxRecords).length;
    if (added.length > 0) for (const wakeReader of readers) wakeReader();
  };
  const readNew = runOneAtATime(async () => {
    if (!isOpen) return;
    try {
      append(await deps.source.readNew());
      hasFailed = false;
    } catch (error) {
      if (!isOpen) return;
      hasFailed = true;
      deps.onFailure(error as Error);
      // The write that woke us has happened, and perhaps none follows it.
      clearTimeout(retry);
      retry = setTimeout(wake, retryDelayMs).unref();
    }
  });
  const wake = async () => {
    const write = ++writes;
    deps.onBehind();
    await readNew();
    if (!hasFailed && write === writes) deps.onCaughtUp();
  };
  return {
    table,
    arn,
    get end() {
      return start + records.length;
    },
    read(from, limit) {
      const first = Math.max(0, from - start);
      const slice = records.slice(first, first + limit);
      return { records: slice, next: start + first + slice.length };
    },
    subscribe(onRecords) {
      readers.add(onRecords);
      return () => void readers.delete(onRecords);
    },
    wake,
    expectExpiry(keys) {
      const key = formatKeys(keys);
      expiring.add(key);
      return () => void expiring.delete(key);
    },
    close() {
      isOpen = false;
      clearTimeout(retry);
    },
  };
}

function formatKeys(keys: JsonObject): string {
  return JSON.stringify(Object.entries(keys).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
