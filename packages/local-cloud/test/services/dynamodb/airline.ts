import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createAwsEndpoint } from '../../../src/aws-endpoint/endpoint.ts';
import type { CloudEvent } from '../../../src/events.ts';
import { noFaults } from '../../../src/faults/fault-points.ts';
import type { Credentials } from '../../../src/iam/credentials-registry.ts';
import { createIamService } from '../../../src/iam/service.ts';
import { createReaper } from '../../../src/processes/reaper.ts';
import { dynamoDbConditionKeys } from '../../../src/services/dynamodb/condition-keys.ts';
import { createDynamoDbService, type DynamoDbDependencies } from '../../../src/services/dynamodb/service.ts';
import { lambdaRole, resource, stack } from '../../resource.ts';

export const flights = resource('Flights', 'AWS::DynamoDB::Table', {
  TableName: 'flights',
  AttributeDefinitions: [
    { AttributeName: 'flightId', AttributeType: 'S' },
    { AttributeName: 'route', AttributeType: 'S' },
    { AttributeName: 'departure', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'flightId', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-route',
      KeySchema: [
        { AttributeName: 'route', KeyType: 'HASH' },
        { AttributeName: 'departure', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  BillingMode: 'PAY_PER_REQUEST',
});

export const bookings = resource('Bookings', 'AWS::DynamoDB::GlobalTable', {
  TableName: 'bookings',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  Replicas: [
    { Region: stack.region, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
  ],
});

export const arn = {
  flights: 'arn:aws:dynamodb:eu-west-1:123456789012:table/flights',
  bookings: 'arn:aws:dynamodb:eu-west-1:123456789012:table/bookings',
};

/** A statement of a policy. */
export const allow = (actions: string | string[], resource: string | string[], conditions?: object) => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resource,
  Condition: conditions,
});

/** What a client connected as `tester` is thrown. */
export function denied(action: string, resource: string, reason?: string) {
  return {
    name: 'AccessDeniedException',
    message:
      'User: arn:aws:sts::123456789012:assumed-role/tester/tester-function is not authorized to perform: ' +
      `${action} on resource: ${resource} ${reason ?? `because no identity-based policy allows the ${action} action`}`,
  };
}

export type Airline = Awaited<ReturnType<typeof startAirline>>;

/** Both tables behind the gateway, and clients under any role. */
export async function startAirline(
  options: Partial<Pick<DynamoDbDependencies, 'databasePath' | 'faults' | 'now'>> = {},
) {
  const reaper = createReaper();
  const events: CloudEvent[] = [];
  const conditionKeys = { dynamodb: dynamoDbConditionKeys };
  const iam = createIamService({ account: stack.account, conditionKeys });
  const { credentials } = iam;
  const dynamoDb = createDynamoDbService({
    reaper,
    emit: (event) => events.push(event),
    region: stack.region,
    ...options,
  });
  const endpoint = createAwsEndpoint({
    faults: noFaults,
    handlers: [dynamoDb.handler],
    credentials,
    regions: new Set([stack.region]),
    ...(options.now && { now: options.now }),
  });
  await endpoint.listen?.([]);
  const tables = [flights, bookings];
  await dynamoDb.listen?.(tables);
  await dynamoDb.start?.(tables);
  const clients: DynamoDBClient[] = [];
  const connect = (keys: Credentials, region = stack.region) => {
    const client = new DynamoDBClient({
      endpoint: endpoint.url,
      region,
      credentials: keys,
      maxAttempts: 1,
    });
    clients.push(client);
    return DynamoDBDocumentClient.from(client);
  };
  const administrator = connect(credentials.administrator.credentials);
  return {
    events,
    endpoint,
    dynamoDb,
    credentials,
    connect,
    administrator,
    /** A client of a function whose role has these statements. */
    async connectAs(role: string, statements: readonly unknown[]) {
      await iam.start?.([lambdaRole(role, statements)]);
      const roleArn = `arn:aws:iam::${stack.account}:role/${role}`;
      const request = {
        roleArn,
        service: 'lambda.amazonaws.com',
        sessionName: `${role}-function`,
        place: role,
      };
      return connect(credentials.assumeRole(request).credentials);
    },
    /** Flights F1 and F2. */
    async seedFlights() {
      const items = ['F1', 'F2'].map((flightId) => ({
        flightId,
        route: 'LHR#JFK',
        departure: flightId,
        secret: 1,
      }));
      const flights = items.map((Item) => ({ PutRequest: { Item } }));
      await administrator.send(new BatchWriteCommand({ RequestItems: { flights } }));
    },
    async close() {
      for (const client of clients) client.destroy();
      await endpoint.close?.();
      await dynamoDb.close?.();
      await reaper.close();
    },
  };
}
