import { physicalName } from '../../template/physical-name.ts';
import type { Resource } from '../service.ts';

/** A table of the stacks, as the gateway needs to know it. */
export interface Table {
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly constructPath: string;
  /** Billed by request instead of by provisioned capacity. */
  readonly isOnDemand: boolean;
  /** There when the table has a stream. */
  readonly streamArn: string | undefined;
  /** `NEW_IMAGE` */
  readonly streamViewType: string | undefined;
  readonly keySchema: readonly KeySchemaElement[];
  /** Attribute with the epoch second at which an item expires; there when expiry is enabled. */
  readonly timeToLiveAttribute: string | undefined;
  /** Name of the partition key: of the table under `''`, of each index under its name. */
  readonly partitionKeys: ReadonlyMap<string, string>;
}

interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

/**
 * A stream's real label is the time at which it was made. Its ARN is needed before that, in policies and
 * environment variables, so here it is the same for all, and the gateway maps it.
 */
export const streamLabel = '2026-01-01T00:00:00.000';

export function describeTable(resource: Resource): Table {
  const arn = tableArn(resource);
  const stream = resource.property('StreamSpecification') as { StreamViewType: string } | undefined;
  const expiry = resource.property('TimeToLiveSpecification') as TimeToLive | undefined;
  return {
    stack: resource.stack.id,
    logicalId: resource.logicalId,
    name: tableName(resource),
    arn,
    constructPath: resource.constructPath,
    isOnDemand: resource.property('BillingMode') === 'PAY_PER_REQUEST',
    streamArn: stream && `${arn}/stream/${streamLabel}`,
    streamViewType: stream?.StreamViewType,
    keySchema: listKeySchema(resource),
    timeToLiveAttribute: expiry && String(expiry.Enabled) !== 'false' ? expiry.AttributeName : undefined,
    partitionKeys: listPartitionKeys(resource),
  };
}

interface TimeToLive {
  readonly AttributeName: string;
  readonly Enabled: boolean;
}

function listKeySchema(resource: Resource): KeySchemaElement[] {
  return (resource.property('KeySchema') ?? []) as KeySchemaElement[];
}

export function tableName(resource: Resource): string {
  return String(resource.property('TableName') ?? physicalName(resource, 255));
}

function tableArn(resource: Resource): string {
  return formatTableArn(resource.stack, tableName(resource));
}

function formatTableArn({ region, account }: { region: string; account: string }, name: string): string {
  return `arn:aws:dynamodb:${region}:${account}:table/${name}`;
}

/** A request may name a table by its ARN wherever its name is asked for. */
export function toTableArn(nameOrArn: string, caller: { account: string; region: string }): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : formatTableArn(caller, nameOrArn);
}

function listPartitionKeys(resource: Resource): ReadonlyMap<string, string> {
  const indexes = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].flatMap(
    (property) =>
      (resource.property(property) ?? []) as { IndexName: string; KeySchema: KeySchemaElement[] }[],
  );
  const schemas: [string, KeySchemaElement[]][] = [
    ['', listKeySchema(resource)],
    ...indexes.map(({ IndexName, KeySchema }): [string, KeySchemaElement[]] => [IndexName, KeySchema]),
  ];
  return new Map(
    schemas.flatMap(([index, schema]) => {
      const key = schema.find(({ KeyType }) => KeyType === 'HASH');
      return key ? [[index, key.AttributeName] as const] : [];
    }),
  );
}
