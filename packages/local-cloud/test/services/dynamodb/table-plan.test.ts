import { expect, it } from 'vitest';
import type { Problem } from '../../../src/cloud-error.ts';
import { planTable } from '../../../src/services/dynamodb/table-plan.ts';
import { resource } from '../../resource.ts';
import { bookings, flights } from './airline.ts';

function plan(properties: Readonly<Record<string, unknown>>, type = 'AWS::DynamoDB::Table') {
  const problems: Problem[] = [];
  const table = resource('Table', type, {
    TableName: 'points',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...properties,
  });
  return { ...planTable(table, problems), messages: problems.map(({ message }) => message) };
}

const index = {
  IndexName: 'by-id',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
};

it('asks for keys, indexes, stream and time to live', () => {
  expect(planTable(flights, []).createTable).toMatchObject({
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: flights.property('KeySchema'),
    GlobalSecondaryIndexes: flights.property('GlobalSecondaryIndexes'),
  });
  expect(planTable(bookings, [])).toEqual({
    createTable: {
      TableName: 'bookings',
      AttributeDefinitions: bookings.property('AttributeDefinitions'),
      KeySchema: bookings.property('KeySchema'),
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    },
    updateTimeToLive: {
      TableName: 'bookings',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    },
  });
});

it('states provisioned capacity, also of an index that inherits it', () => {
  const ProvisionedThroughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
  expect(plan({ ProvisionedThroughput, GlobalSecondaryIndexes: [index] }).createTable).toMatchObject({
    ProvisionedThroughput,
    GlobalSecondaryIndexes: [{ ...index, ProvisionedThroughput }],
  });
});

it('leaves out a time to live that is disabled', () => {
  const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled: false };
  expect(plan({ TimeToLiveSpecification }).updateTimeToLive).toBeUndefined();
});

it.each([
  [
    'a policy on the stream',
    { StreamSpecification: { StreamViewType: 'KEYS_ONLY', ResourcePolicy: {} } },
    'Property StreamSpecification.ResourcePolicy is not emulated.',
  ],
  [
    'a replica elsewhere',
    { Replicas: [{ Region: 'us-east-1' }] },
    'The replica in us-east-1 is not emulated: all tables live in one region.',
  ],
  [
    'a Kinesis stream of a replica',
    { Replicas: [{ Region: 'eu-west-1', KinesisStreamSpecification: {} }] },
    'Property Replicas.KinesisStreamSpecification is not emulated.',
  ],
  [
    'an unknown part of an index',
    { GlobalSecondaryIndexes: [{ ...index, Color: 'red' }] },
    'Property GlobalSecondaryIndexes.Color is not emulated.',
  ],
])('refuses %s', (_, properties, message) => {
  expect(plan(properties).messages).toEqual([message]);
});
