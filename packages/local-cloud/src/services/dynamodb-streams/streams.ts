import type { AwsServiceHandler } from '../../aws-endpoint/handler.ts';
import type { EmitEvent } from '../../events.ts';
import type { Database } from '../dynamodb/database.ts';
import type { Table } from '../dynamodb/table.ts';
import { createDatabaseStream } from './database-stream.ts';
import { createStreamsHandler } from './handler.ts';
import { createTableStream, type TableStream } from './table-stream.ts';

/** The streams of all tables that have one. */
export interface Streams {
  /** DynamoDB Streams for SDK clients. */
  readonly handler: AwsServiceHandler;
  find(streamArn: string): TableStream | undefined;
  findOf(table: Table): TableStream | undefined;
  add(table: Table): void;
  close(): void;
}

export interface StreamsDependencies {
  readonly database: () => Database;
  readonly emit: EmitEvent;
  readonly now: () => number;
}

export function createStreams({ database, emit, now }: StreamsDependencies): Streams {
  const streams = new Map<string, TableStream>();
  return {
    handler: createStreamsHandler({ streams, now }),
    find: (streamArn) => streams.get(streamArn),
    findOf: ({ streamArn }) => (streamArn === undefined ? undefined : streams.get(streamArn)),
    add(table) {
      const { name, streamArn } = table;
      if (streamArn === undefined) return;
      const region = streamArn.split(':')[3] ?? '';
      const onFailure = ({ message }: Error) =>
        emit({ type: 'dynamodb.stream-failed', table: name, errorMessage: message });
      const onBehind = () => emit({ type: 'dynamodb.stream-behind', table: name });
      const onCaughtUp = () => emit({ type: 'dynamodb.stream-caught-up', table: name });
      const source = createDatabaseStream(name, database);
      const deps = { source, region, onBehind, onCaughtUp, onFailure };
      streams.set(streamArn, createTableStream({ ...table, streamArn }, deps));
    },
    close() {
      for (const stream of streams.values()) stream.close();
    },
  };
}
