import {
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toObject } from '../../../src/aws-endpoint/json.ts';
import type { StreamRecord } from '../../../src/services/dynamodb-streams/stream-record.ts';
import {
  answerStreamOperation,
  type StreamOperation,
} from '../../../src/services/dynamodb-streams/streams-api.ts';
import type { TableStream } from '../../../src/services/dynamodb-streams/table-stream.ts';
import { type Airline, startAirline } from '../dynamodb/airline.ts';

let airline: Airline;
let stream: TableStream;
const now = Date.now();
beforeAll(async () => {
  airline = await startAirline({ now: () => now });
  const [table] = airline.dynamoDb.tables.filter(({ name }) => name === 'bookings');
  stream = airline.dynamoDb.streams.findOf(table as NonNullable<typeof table>) as TableStream;
});
afterAll(() => airline.close());

const key = (sk: string) => ({ pk: 'A', sk });
const put = (sk: string, more: object = {}) =>
  new PutCommand({ TableName: 'bookings', Item: { ...key(sk), ...more } });

/** What the stream tells of the writes; the gateway wakes it without waiting. */
async function record(write: () => Promise<unknown>, count: number): Promise<readonly StreamRecord[]> {
  const from = stream.end;
  const told = new Promise<void>((resolve) => {
    const unsubscribe = stream.subscribe(() => {
      if (stream.end < from + count) return;
      unsubscribe();
      resolve();
    });
  });
  await write();
  await told;
  return stream.read(from, 100).records;
}

it('tells of each kind of write, with its images', async () => {
  const { administrator } = airline;
  const records = await record(async () => {
    await administrator.send(put('1', { seats: 1 }));
    await administrator.send(
      new UpdateCommand({
        TableName: 'bookings',
        Key: key('1'),
        UpdateExpression: 'SET seats = :two',
        ExpressionAttributeValues: { ':two': 2 },
      }),
    );
    await administrator.send(new DeleteCommand({ TableName: 'bookings', Key: key('1') }));
  }, 3);
  expect(
    records.map(({ eventName, dynamodb }) => [eventName, dynamodb.OldImage?.seats, dynamodb.NewImage?.seats]),
  ).toEqual([
    ['INSERT', undefined, { N: '1' }],
    ['MODIFY', { N: '1' }, { N: '2' }],
    ['REMOVE', { N: '2' }, undefined],
  ]);
  expect(records[0]).toMatchObject({
    eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-west-1',
    eventSourceARN: stream.arn,
    dynamodb: { Keys: { pk: { S: 'A' }, sk: { S: '1' } }, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  const numbers = records.map(({ dynamodb }) => BigInt(dynamodb.SequenceNumber));
  expect(numbers).toEqual(numbers.toSorted((left, right) => (left < right ? -1 : 1)));
});

it('tells of transactions and batches, and not of writes that change nothing', async () => {
  const { administrator } = airline;
  const Put = { TableName: 'bookings', Item: { ...key('2'), x: 1 } };
  const records = await record(async () => {
    await administrator.send(new TransactWriteCommand({ TransactItems: [{ Put }] }));
    await administrator.send(put('2', { x: 1 }));
    const requests = ['3', '4'].map((sk) => ({ PutRequest: { Item: key(sk) } }));
    await administrator.send(new BatchWriteCommand({ RequestItems: { bookings: requests } }));
  }, 3);
  expect(records.map(({ dynamodb }) => dynamodb.Keys.sk)).toEqual([{ S: '2' }, { S: '3' }, { S: '4' }]);
});

it('misses nothing of many writes at once, and keeps the order of each key', async () => {
  const { administrator } = airline;
  const writeKey = async (sk: string) => {
    for (let version = 1; version <= 10; version++) await administrator.send(put(sk, { version }));
  };
  const keys = Array.from({ length: 20 }, (_, index) => `many-${index}`);
  const from = stream.end;
  await record(() => Promise.all(keys.map(writeKey)), 200);
  const records = stream.read(from, 1_000).records;
  for (const sk of keys) {
    const versions = records
      .filter(({ dynamodb }) => (dynamodb.Keys.sk as { S: string }).S === sk)
      .map(({ dynamodb }) => (dynamodb.NewImage as { version: { N: string } }).version.N);
    expect(versions).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  }
});

it('sweeps what has expired, and says so', async () => {
  const { administrator, dynamoDb } = airline;
  const nowSeconds = Math.floor(now / 1_000);
  await record(async () => {
    await administrator.send(put('expired', { expiresAt: nowSeconds - 1 }));
    await administrator.send(put('alive', { expiresAt: nowSeconds + 60 }));
    await administrator.send(put('ancient', { expiresAt: 1_000 }));
    await administrator.send(put('text', { expiresAt: 'never' }));
  }, 4);
  const records = await record(async () => expect(await dynamoDb.sweepExpired()).toBe(1), 1);
  expect(records).toMatchObject([
    {
      eventName: 'REMOVE',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
      dynamodb: { Keys: { sk: { S: 'expired' } } },
    },
  ]);
  expect(await dynamoDb.sweepExpired()).toBe(0);
});

describe('DynamoDB Streams for clients', () => {
  const ask = (name: StreamOperation['name'], input: object = {}) =>
    answerStreamOperation({ name, input: { ...input } }, new Map([[stream.arn, stream]])) as Record<
      string,
      string
    >;
  const describeStream = () =>
    toObject(ask('DescribeStream', { StreamArn: stream.arn }).StreamDescription) as {
      Shards: { ShardId: string }[];
    };
  const iterate = (ShardIteratorType: string, SequenceNumber?: string) => {
    const [shard] = describeStream().Shards;
    const input = { StreamArn: stream.arn, ShardId: shard?.ShardId, ShardIteratorType, SequenceNumber };
    return ask('GetShardIterator', input).ShardIterator;
  };
  const getRecords = (ShardIterator: string | undefined, Limit?: number) =>
    ask('GetRecords', { ShardIterator, ...(Limit && { Limit }) }) as unknown as {
      Records: StreamRecord[];
      NextShardIterator: string;
    };

  it('describes and lists', () => {
    expect(describeStream()).toMatchObject({
      StreamArn: stream.arn,
      TableName: 'bookings',
      StreamViewType: 'NEW_AND_OLD_IMAGES',
      KeySchema: [{ AttributeName: 'pk' }, { AttributeName: 'sk' }],
    });
    expect(ask('ListStreams', { TableName: 'bookings' })).toMatchObject({
      Streams: [{ StreamArn: stream.arn }],
    });
    expect(ask('ListStreams', { TableName: 'flights' })).toEqual({ Streams: [] });
  });

  it('hands out records page by page, from any number on', () => {
    const all = getRecords(iterate('TRIM_HORIZON')).Records;
    const first = getRecords(iterate('TRIM_HORIZON'), 2);
    const second = getRecords(first.NextShardIterator, 2);
    expect([...first.Records, ...second.Records]).toEqual(all.slice(0, 4));
    const third = all[2]?.dynamodb.SequenceNumber;
    expect(getRecords(iterate('AT_SEQUENCE_NUMBER', third)).Records).toEqual(all.slice(2));
    expect(getRecords(iterate('AFTER_SEQUENCE_NUMBER', third)).Records).toEqual(all.slice(3));
    expect(getRecords(iterate('LATEST')).Records).toEqual([]);
  });

  it.each([
    ['DescribeStream', { StreamArn: 'arn:nowhere' }, 'ResourceNotFoundException'],
    ['GetRecords', { ShardIterator: 'nonsense' }, 'ResourceNotFoundException'],
  ] as const)('%s refuses %j', (name, input, code) => expect(ask(name, input)).toMatchObject({ code }));
});
