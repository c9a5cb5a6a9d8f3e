import type { Grant, ServiceDescription, ServiceTable } from '@unlith/microservices';
import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { TableGrant } from './airline-function.ts';

/** Tables of a stack, by the name that grants call them. */
export type ServiceTables = ReadonlyMap<
  string,
  { readonly table: TableV2; readonly description: ServiceTable }
>;

/** Creates every table that the services own, with an output that names it. */
export function createTables(scope: Construct, services: readonly ServiceDescription[]): ServiceTables {
  return new Map(
    services
      .flatMap(({ tables }) => tables)
      .map((description) => [description.name, { description, table: createTable(scope, description) }]),
  );
}

function createTable(scope: Construct, description: ServiceTable): TableV2 {
  const { name, partitionKey, sortKey, indexes, timeToLiveAttribute, stream } = description;
  const table = new TableV2(scope, toConstructId(name), {
    partitionKey: toAttribute(partitionKey),
    ...(sortKey && { sortKey: toAttribute(sortKey) }),
    globalSecondaryIndexes: indexes.map((index) => ({
      indexName: index.name,
      partitionKey: toAttribute(index.partitionKey),
      sortKey: toAttribute(index.sortKey),
    })),
    ...(timeToLiveAttribute && { timeToLiveAttribute }),
    ...(stream && { dynamoStream: StreamViewType[stream] }),
    billing: Billing.onDemand(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    // A reference application: `pnpm destroy:*` leaves nothing behind. A real airline would retain.
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new CfnOutput(scope, `${toConstructId(name)}Name`, { value: table.tableName });
  return table;
}

/** The variables in which functions find their tables, as far as `wanted` says so. */
export function tableEnvironment(
  tables: ServiceTables,
  wanted: (variable: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(
    [...tables.values()]
      .map(({ table, description }) => [description.environmentVariable, table.tableName] as const)
      .filter(([variable]) => wanted(variable)),
  );
}

/** Binds a description's grants to the tables of this stack. */
export function resolveGrants(grants: readonly Grant[], tables: ServiceTables): TableGrant[] {
  return grants.map(({ table: name, index, actions }) => {
    const found = tables.get(name);
    if (!found) throw new Error(`A grant names the table "${name}", which this stack does not own`);
    return { table: found.table, index, actions };
  });
}

/** All grants, each (action, table, index) once: what one function needs that does everything. */
export function uniteGrants(grants: readonly Grant[]): Grant[] {
  const united = new Map<string, Grant>();
  for (const grant of grants) {
    const key = `${grant.table}/${grant.index ?? ''}`;
    const actions = new Set([...(united.get(key)?.actions ?? []), ...grant.actions]);
    united.set(key, { ...grant, actions: [...actions].toSorted() });
  }
  return [...united.values()];
}

const toAttribute = (name: string) => ({ name, type: AttributeType.STRING });

/** `bookings` -> `BookingsTable` */
const toConstructId = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}Table`;
