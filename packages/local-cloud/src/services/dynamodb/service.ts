import type { EmitEvent } from '../../events.ts';
import type { CredentialsRegistry } from '../../iam/credentials-registry.ts';
import { createSignatureVerifier } from '../../iam/signature.ts';
import type { Reaper } from '../../processes/reaper.ts';
import type { Service } from '../service.ts';
import type { Database } from './database.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { openDatabase } from './open-database.ts';
import { dynamoDbSupport } from './support.ts';
import { describeTable, type Table } from './table.ts';
import { createTables, deleteTables } from './table-creation.ts';
import { planTables } from './table-plans.ts';

/** DynamoDB of one cloud: a gateway that enforces roles, and the database behind it. */
export interface DynamoDbService extends Service {
  /** Address of the gateway, for `AWS_ENDPOINT_URL_DYNAMODB` and SDK clients. There after `listen`. */
  readonly endpoint: string;
  /** There after `start`. */
  readonly tables: readonly Table[];
}

export interface DynamoDbDependencies {
  readonly credentials: Pick<CredentialsRegistry, 'find'>;
  readonly reaper: Reaper;
  readonly emit: EmitEvent;
  /** The administrator's region; the stacks' regions are accepted, too. */
  readonly region: string;
  /** A running DynamoDB to put behind the gateway instead of the embedded one. */
  readonly databaseEndpoint?: string | undefined;
  /** File in which the embedded database keeps its data; in memory when absent. */
  readonly databasePath?: string | undefined;
  readonly now?: () => number;
}

/**
 * `listen` opens the gateway and, when there are tables, starts the database. `start` creates the tables.
 * Throws `CloudError` `dynamodb.no-database`, `dynamodb.not-started`, `dynamodb.no-answer`, `dynamodb.unsupported-property`,
 * `dynamodb.same-name`, `dynamodb.table-differs` and `dynamodb.table-refused`.
 */
export function createDynamoDbService(deps: DynamoDbDependencies): DynamoDbService {
  const { credentials, emit, now = Date.now } = deps;
  const tables = new Map<string, Table>();
  const created: string[] = [];
  let gateway: Gateway | undefined;
  let database: Database | undefined;

  const getDatabase = () => {
    if (!database) throw new Error('The stacks have no table, so no database was started.');
    return database;
  };

  return {
    support: dynamoDbSupport,
    get endpoint() {
      if (!gateway) throw new Error('endpoint is there after listen().');
      return gateway.endpoint;
    },
    get tables() {
      return [...tables.values()];
    },
    async listen(resources) {
      const regions = new Set([deps.region, ...resources.map(({ stack }) => stack.region)]);
      const verify = createSignatureVerifier({ service: 'dynamodb', regions, credentials, now });
      gateway = await startGateway({ verify, database: getDatabase, tables, emit, now });
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
    },
    async close() {
      await gateway?.close();
      // A database that was running before is left as it was found.
      if (database && deps.databaseEndpoint !== undefined) await deleteTables(created, database);
      await database?.close();
    },
  };
}
