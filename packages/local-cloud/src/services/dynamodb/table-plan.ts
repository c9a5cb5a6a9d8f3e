import type { JsonObject } from '../../aws-endpoint/json.ts';
import type { Problem } from '../../cloud-error.ts';
import type { Resource } from '../service.ts';
import { tableName } from './table.ts';

/** What is asked of the database to bring one table to life. */
export interface TablePlan {
  /** Input of `CreateTable`. */
  readonly createTable: JsonObject & { readonly TableName: string };
  /** Input of `UpdateTimeToLive`. */
  readonly updateTimeToLive: JsonObject | undefined;
}

/**
 * Turns an `AWS::DynamoDB::Table` or `GlobalTable` into API calls. The top-level properties have been checked against
 * support.ts; what stands inside them is checked here.
 */
export function planTable(resource: Resource, problems: Problem[]): TablePlan {
  const report = (message: string, nextStep: string) => {
    problems.push({
      code: 'dynamodb.unsupported-property',
      message,
      place: resource.constructPath,
      nextStep,
    });
  };
  const read = createPropertyReader(resource, report);
  checkReplicas(read.list('Replicas', replicaProperties), resource.stack.region, report);
  const stream = read.object('StreamSpecification', { kept: ['StreamViewType'], ignored: ['StreamEnabled'] });
  const ttl = read.object('TimeToLiveSpecification', { kept: ['AttributeName', 'Enabled'], ignored: [] });
  const TableName = tableName(resource);
  const globals = read.list('GlobalSecondaryIndexes', indexProperties);
  const locals = read.list('LocalSecondaryIndexes', {
    kept: ['IndexName', 'KeySchema', 'Projection'],
    ignored: [],
  });
  const throughput = findThroughput(resource);
  return {
    createTable: {
      TableName,
      AttributeDefinitions: resource.property('AttributeDefinitions'),
      KeySchema: resource.property('KeySchema'),
      ...(throughput === undefined
        ? { BillingMode: 'PAY_PER_REQUEST' }
        : { ProvisionedThroughput: throughput }),
      ...(globals.length > 0 && {
        GlobalSecondaryIndexes: globals.map((index) => planIndex(index, throughput)),
      }),
      ...(locals.length > 0 && { LocalSecondaryIndexes: locals }),
      ...(stream && { StreamSpecification: { ...stream, StreamEnabled: true } }),
    },
    updateTimeToLive:
      ttl && String(ttl.Enabled) !== 'false'
        ? { TableName, TimeToLiveSpecification: { AttributeName: ttl.AttributeName, Enabled: true } }
        : undefined,
  };
}

interface NestedProperties {
  readonly kept: readonly string[];
  readonly ignored: readonly string[];
}

const indexProperties: NestedProperties = {
  kept: ['IndexName', 'KeySchema', 'Projection', 'ProvisionedThroughput'],
  ignored: [
    'ContributorInsightsSpecification',
    'OnDemandThroughput',
    'ReadOnDemandThroughputSettings',
    'ReadProvisionedThroughputSettings',
    'WarmThroughput',
    'WriteOnDemandThroughputSettings',
    'WriteProvisionedThroughputSettings',
  ],
};

const replicaProperties: NestedProperties = {
  kept: ['Region'],
  ignored: [
    'ContributorInsightsSpecification',
    'DeletionProtectionEnabled',
    'GlobalSecondaryIndexes',
    'PointInTimeRecoverySpecification',
    'ReadOnDemandThroughputSettings',
    'ReadProvisionedThroughputSettings',
    'SSESpecification',
    'TableClass',
    'Tags',
  ],
};

type ReportProblem = (message: string, nextStep: string) => void;

function createPropertyReader(resource: Resource, report: ReportProblem) {
  const pick = (name: string, value: JsonObject, { kept, ignored }: NestedProperties): JsonObject => {
    for (const key of Object.keys(value).filter((key) => ![...kept, ...ignored].includes(key))) {
      report(`Property ${name}.${key} is not emulated.`, 'Leave it out of the stacks that run locally.');
    }
    return Object.fromEntries(kept.filter((key) => key in value).map((key) => [key, value[key]]));
  };
  return {
    object(name: string, properties: NestedProperties): JsonObject | undefined {
      const value = resource.property(name) as JsonObject | undefined;
      return value && pick(name, value, properties);
    },
    list(name: string, properties: NestedProperties): JsonObject[] {
      const values = (resource.property(name) ?? []) as JsonObject[];
      return values.map((value) => pick(name, value, properties));
    },
  };
}

function checkReplicas(replicas: readonly JsonObject[], region: string, report: ReportProblem): void {
  for (const { Region } of replicas.filter((replica) => replica.Region !== region)) {
    report(
      `The replica in ${String(Region)} is not emulated: all tables live in one region.`,
      'Remove it locally.',
    );
  }
}

/** Capacity is not enforced; it is stated so that `DescribeTable` tells the billing mode. */
function findThroughput(resource: Resource): unknown {
  const onDemand = resource.property('BillingMode') === 'PAY_PER_REQUEST';
  return onDemand ? undefined : resource.property('ProvisionedThroughput');
}

function planIndex({ ProvisionedThroughput: own, ...index }: JsonObject, throughput: unknown): JsonObject {
  return throughput === undefined ? index : { ...index, ProvisionedThroughput: own ?? throughput };
}
