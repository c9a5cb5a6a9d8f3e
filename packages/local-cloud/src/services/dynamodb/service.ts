import type { AwsServiceHandler } from '../../aws-endpoint/handler.ts';
import type { JsonObject } from '../../aws-endpoint/json.ts';
import type { EmitEvent } from '../../events.ts';
import { type FaultPoints, noFaults } from '../../faults/fault-points.ts';
import type { Reaper } from '../../processes/reaper.ts';
import { createStreams, type Streams } from '../dynamodb-streams/streams.ts';
import type { Service } from '../service.ts';
import type { Database } from './database.ts';
import { deleteExpired } from './expiry.ts';
import { createGateway } from './gateway.ts';
import { openDatabase } from './open-database.ts';
import { dynamoDbSupport } from './support.ts';
import { describeTable, type Table } from './table.ts';
import { createTables, deleteTables } from './table-creation.ts';
import { planTables } from './table-plans.ts';

/** DynamoDB of one cloud: a gateway that enforces roles, and the database behind it. */
export interface DynamoDbService extends Service {
  /** The gateway: what the AWS endpoint hands requests for DynamoDB to. */
  readonly handler: AwsServiceHandler;
  /** There after `start`. */
  readonly tables: readonly Table[];
  /** What was written, for pipes and for clients of DynamoDB Streams. */
  readonly streams: Streams;
  /** Deletes the items of all tables that have expired; resolves with their number when streams tell of them. */
  sweepExpired(): Promise<number>;
}

export interface DynamoDbDependencies {
  readonly reaper: Reaper;
  readonly emit: EmitEvent;
  readonly faults?: Pick<FaultPoints, 'findTableFault'>;
  /** Where the database thinks that it is. */
  readonly region: string;
  /** A running DynamoDB to put behind the gateway instead of the embedded one. */
  readonly databaseEndpoint?: string | undefined;
  /** File in which the embedded database keeps its data; in memory when absent. */
  readonly databasePath?: string | undefined;
  readonly now?: () => number;
}

/**
 * `listen` starts the database when there are tables. `start` creates the tables.
 * Throws `CloudError` `dynamodb.no-database`, `dynamodb.not-started`, `dynamodb.no-answer`, `dynamodb.unsupported-property`,
 * `dynamodb.same-name`, `dynamodb.table-differs` and `dynamodb.table-refused`.
 */
export function createDynamoDbService(deps: DynamoDbDependencies): DynamoDbService {
  const { emit, faults = noFaults, now = Date.now } = deps;
  const tables = new Map<string, Table>();
  const created: string[] = [];
  let database: Database | undefined;

  const getDatabase = () => {
    if (!database) throw new Error('The stacks have no table, so no database was started.');
    return database;
  };

  const streams = createStreams({ database: getDatabase, emit, now });
  const onWritten = (written: readonly Table[]) => {
    for (const stream of new Set(written.map(streams.findOf))) void stream?.wake();
  };
  return {
    support: dynamoDbSupport,
    handler: createGateway({ database: getDatabase, tables, emit, faults, now, onWritten }),
    streams,
    get tables() {
      return [...tables.values()];
    },
    async listen(resources) {
      if (resources.length > 0) database = await openDatabase(deps);
    },
    identify(resource) {
      const { name, arn, streamArn } = describeTable(resource);
      return {
        ref: name,
        attributes: { Arn: arn, ...(streamArn !== undefined && { StreamArn: streamArn }) },
      };
    },
    async start(resources) {
      const plans = planTables(resources);
      for (const table of resources.map(describeTable)) tables.set(table.arn, table);
      await createTables(plans, getDatabase, {
        reuse: deps.databasePath !== undefined,
        onCreated: (name) => created.push(name),
      });
      for (const table of tables.values()) streams.add(table);
    },
    async sweepExpired() {
      const sweep = async (table: Table) => {
        const stream = streams.findOf(table);
        const onExpiring = (keys: JsonObject) => stream?.expectExpiry(keys) ?? (() => {});
        const deleted = await deleteExpired(table, { database: getDatabase(), nowMs: now(), onExpiring });
        if (deleted > 0) await stream?.wake();
        return deleted;
      };
      const counts = await Promise.all([...tables.values()].map(sweep));
      return counts.reduce((total, count) => total + count, 0);
    },
    async close() {
      streams.close();
      // A database that was running before is left as it was found.
      if (database && deps.databaseEndpoint !== undefined) await deleteTables(created, database);
      await database?.close();
    },
  };
}
