import { randomBytes } from 'node:crypto';
import { type Problem, refuse } from '../../cloud-error.ts';
import type { EmitEvent } from '../../events.ts';
import type { CredentialsRegistry } from '../../iam/credentials-registry.ts';
import { createSignatureVerifier } from '../../iam/signature.ts';
import type { Reaper } from '../../processes/reaper.ts';
import type { Resource, Service } from '../service.ts';
import { createDatabase, type Database } from './database.ts';
import { type DynoxideProcess, startDynoxide } from './dynoxide.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { dynamoDbSupport } from './support.ts';
import { describeTable, type Table } from './table.ts';
import { createTable } from './table-creation.ts';
import { planTable } from './table-plan.ts';

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
 * Throws `CloudError` `dynamodb.no-database`, `dynamodb.not-started`, `dynamodb.unsupported-property`,
 * `dynamodb.same-name`, `dynamodb.table-differs` and `dynamodb.table-refused`.
 */
export function createDynamoDbService(deps: DynamoDbDependencies): DynamoDbService {
  const { credentials, emit, now = Date.now } = deps;
  const tables = new Map<string, Table>();
  let gateway: Gateway | undefined;
  let dynoxide: DynoxideProcess | undefined;
  let database: Database | undefined;

  const openDatabase = async () => {
    if (deps.databaseEndpoint === undefined) dynoxide = await startDynoxide(deps);
    const endpoint = deps.databaseEndpoint ?? dynoxide?.endpoint ?? '';
    database = createDatabase(endpoint, {
      accessKeyId: randomBytes(10).toString('hex'),
      region: deps.region,
    });
  };
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
      if (resources.length > 0) await openDatabase();
    },
    identify(resource) {
      const { name, arn, streamArn } = describeTable(resource);
      return {
        ref: name,
        attributes: { Arn: arn, ...(streamArn !== undefined && { StreamArn: streamArn }) },
      };
    },
    async start(resources) {
      const problems: Problem[] = [];
      const plans = resources.map((resource) => ({
        place: resource.constructPath,
        plan: planTable(resource, problems),
      }));
      refuse([...problems, ...findSameNames(resources)]);
      await Promise.all(
        plans.map((planned) => createTable(planned, getDatabase(), deps.databasePath !== undefined)),
      );
      for (const table of resources.map(describeTable)) tables.set(table.arn, table);
    },
    async close() {
      await gateway?.close();
      database?.close();
      await dynoxide?.close();
    },
  };
}

/** The database has one region and one account: there, two tables of one name would be one. */
function findSameNames(resources: readonly Resource[]): Problem[] {
  const places = new Map<string, string>();
  return resources.flatMap((resource) => {
    const { name } = describeTable(resource);
    const other = places.get(name);
    places.set(name, resource.constructPath);
    if (other === undefined) return [];
    const message = `the table name ${name} is taken by ${other}.`;
    const nextStep = 'Leave TableName out, so that each table gets a name of its own.';
    return [{ code: 'dynamodb.same-name', message, place: resource.constructPath, nextStep }];
  });
}
