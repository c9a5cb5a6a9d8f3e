import { crc32 } from 'node:zlib';
import { DescribeTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  ExecuteStatementCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Airline, arn, startAirline } from './airline.ts';

let airline: Airline;
beforeAll(async () => {
  airline = await startAirline();
  const items = ['F1', 'F2'].map((flightId) => ({
    flightId,
    route: 'LHR#JFK',
    departure: flightId,
    secret: 1,
  }));
  const requests = items.map((Item) => ({ PutRequest: { Item } }));
  await airline.administrator.send(new BatchWriteCommand({ RequestItems: { flights: requests } }));
});
afterAll(() => airline.close());
beforeEach(() => void airline.events.splice(0));

const allow = (actions: string | string[], resource: string | string[], conditions?: object) => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resource,
  Condition: conditions,
});

function denied(action: string, resource: string, reason?: string) {
  return {
    name: 'AccessDeniedException',
    message:
      'User: arn:aws:sts::123456789012:assumed-role/tester/tester-function is not authorized to perform: ' +
      `${action} on resource: ${resource} ${reason ?? `because no identity-based policy allows the ${action} action`}`,
  };
}

const connect = (...statements: object[]) => airline.connectAs('tester', statements);
const get = (flightId: string) => new GetCommand({ TableName: 'flights', Key: { flightId } });

describe('a role', () => {
  it('may do what its policy allows, and nothing else', async () => {
    const client = await connect(allow('dynamodb:GetItem', arn.flights));
    expect((await client.send(get('F1'))).Item).toMatchObject({ flightId: 'F1' });
    const writing = client.send(new PutCommand({ TableName: 'flights', Item: { flightId: 'F3' } }));
    await expect(writing).rejects.toMatchObject({
      ...denied('dynamodb:PutItem', arn.flights),
      $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9A-Z]{52}$/) },
    });
    expect((await airline.administrator.send(get('F3'))).Item).toBeUndefined();
  });

  it('may not do what is denied', async () => {
    const client = await connect(allow('dynamodb:*', '*'), {
      ...allow('dynamodb:Get*', arn.flights),
      Effect: 'Deny',
    });
    await expect(client.send(get('F1'))).rejects.toMatchObject(
      denied('dynamodb:GetItem', arn.flights, 'with an explicit deny in an identity-based policy'),
    );
    await expect(client.send(new ScanCommand({ TableName: 'flights' }))).resolves.toMatchObject({ Count: 2 });
  });

  it('needs the index to query it', async () => {
    const query = new QueryCommand({
      TableName: 'flights',
      IndexName: 'by-route',
      KeyConditionExpression: 'route = :route',
      ExpressionAttributeValues: { ':route': 'LHR#JFK' },
    });
    const without = await connect(allow('dynamodb:Query', arn.flights));
    await expect(without.send(query)).rejects.toMatchObject(
      denied('dynamodb:Query', `${arn.flights}/index/by-route`),
    );
    const allowed = await connect(allow('dynamodb:Query', `${arn.flights}/index/*`));
    await expect(allowed.send(query)).resolves.toMatchObject({ Count: 2 });
  });

  it('needs every table of a batch', async () => {
    const Keys = [{ flightId: 'F1' }];
    const both = { flights: { Keys }, bookings: { Keys: [{ pk: 'a', sk: 'b' }] } };
    const half = await connect(allow('dynamodb:BatchGetItem', arn.flights));
    await expect(half.send(new BatchGetCommand({ RequestItems: both }))).rejects.toMatchObject(
      denied('dynamodb:BatchGetItem', arn.bookings),
    );
    const whole = await connect(allow('dynamodb:BatchGetItem', [arn.flights, arn.bookings]));
    const { Responses } = await whole.send(new BatchGetCommand({ RequestItems: both }));
    expect(Responses).toMatchObject({ flights: [{ flightId: 'F1' }], bookings: [] });
  });

  it('needs the action of every item of a transaction, or nothing is written', async () => {
    const transaction = new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName: 'bookings', Item: { pk: 'CUSTOMER#1', sk: 'BOOKING#1' } } },
        {
          ConditionCheck: {
            TableName: 'flights',
            Key: { flightId: 'F1' },
            ConditionExpression: 'attribute_exists(flightId)',
          },
        },
      ],
    });
    const find = new GetCommand({ TableName: 'bookings', Key: { pk: 'CUSTOMER#1', sk: 'BOOKING#1' } });
    const half = await connect(allow('dynamodb:PutItem', [arn.bookings, arn.flights]));
    await expect(half.send(transaction)).rejects.toMatchObject(
      denied('dynamodb:ConditionCheckItem', arn.flights),
    );
    expect((await airline.administrator.send(find)).Item).toBeUndefined();
    const whole = await connect(
      allow('dynamodb:PutItem', arn.bookings, {
        StringEquals: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' },
      }),
      allow('dynamodb:ConditionCheckItem', arn.flights),
    );
    await whole.send(transaction);
    expect((await airline.administrator.send(find)).Item).toBeDefined();
    const alone = whole.send(
      new PutCommand({ TableName: 'bookings', Item: { pk: 'CUSTOMER#1', sk: 'BOOKING#2' } }),
    );
    await expect(alone).rejects.toMatchObject(denied('dynamodb:PutItem', arn.bookings));
  });

  it('reads a transaction as GetItem', async () => {
    const transaction = new TransactGetCommand({
      TransactItems: [{ Get: { TableName: 'flights', Key: { flightId: 'F1' } } }],
    });
    const client = await connect(allow('dynamodb:GetItem', arn.flights));
    await expect(client.send(transaction)).resolves.toMatchObject({
      Responses: [{ Item: { flightId: 'F1' } }],
    });
  });
});

describe('fine-grained access', () => {
  const own = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'CUSTOMER#1' } };

  it('holds a role to its partition keys', async () => {
    const client = await connect(
      allow(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchWriteItem'], arn.bookings, own),
    );
    const read = (pk: string) => client.send(new GetCommand({ TableName: 'bookings', Key: { pk, sk: 'x' } }));
    const query = (pk: string) =>
      client.send(
        new QueryCommand({
          TableName: 'bookings',
          KeyConditionExpression: '#pk = :pk and begins_with(sk, :sk)',
          ExpressionAttributeNames: { '#pk': 'pk' },
          ExpressionAttributeValues: { ':pk': pk, ':sk': 'BOOKING#' },
        }),
      );
    const write = (...keys: string[]) => {
      const requests = keys.map((pk) => ({ PutRequest: { Item: { pk, sk: 'x' } } }));
      return client.send(new BatchWriteCommand({ RequestItems: { bookings: requests } }));
    };
    await expect(read('CUSTOMER#1')).resolves.toBeDefined();
    await expect(query('CUSTOMER#1')).resolves.toBeDefined();
    await expect(write('CUSTOMER#1')).resolves.toBeDefined();
    await expect(read('CUSTOMER#2')).rejects.toMatchObject(denied('dynamodb:GetItem', arn.bookings));
    await expect(query('CUSTOMER#2')).rejects.toMatchObject(denied('dynamodb:Query', arn.bookings));
    await expect(write('CUSTOMER#1', 'CUSTOMER#2')).rejects.toMatchObject(
      denied('dynamodb:BatchWriteItem', arn.bookings),
    );
  });

  it('holds a role to attributes', async () => {
    const conditions = {
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['flightId', 'route'] },
      StringEqualsIfExists: {
        'dynamodb:Select': 'SPECIFIC_ATTRIBUTES',
        'dynamodb:ReturnValues': ['NONE', 'UPDATED_NEW'],
      },
    };
    const client = await connect(allow(['dynamodb:GetItem', 'dynamodb:UpdateItem'], arn.flights, conditions));
    const Key = { flightId: 'F1' };
    const read = (ProjectionExpression?: string) =>
      client.send(new GetCommand({ TableName: 'flights', Key, ProjectionExpression }));
    const update = (UpdateExpression: string, ReturnValues?: 'ALL_NEW') =>
      client.send(
        new UpdateCommand({
          TableName: 'flights',
          Key,
          UpdateExpression,
          ReturnValues,
          ExpressionAttributeValues: { ':v': 'LHR#JFK' },
        }),
      );
    await expect(read('route')).resolves.toMatchObject({ Item: { route: 'LHR#JFK' } });
    await expect(update('SET route = :v')).resolves.toBeDefined();
    await expect(read()).rejects.toMatchObject(denied('dynamodb:GetItem', arn.flights));
    await expect(read('secret')).rejects.toMatchObject(denied('dynamodb:GetItem', arn.flights));
    await expect(update('SET secret = :v')).rejects.toMatchObject(denied('dynamodb:UpdateItem', arn.flights));
    await expect(update('SET route = :v', 'ALL_NEW')).rejects.toMatchObject(
      denied('dynamodb:UpdateItem', arn.flights),
    );
  });
});

describe('signatures', () => {
  const keys = () => airline.credentials.administrator.credentials;

  it.each([
    [
      'UnrecognizedClientException',
      'an unknown key',
      () => ({ ...keys(), accessKeyId: 'AKIAUNKNOWN' }),
      'eu-west-1',
    ],
    [
      'UnrecognizedClientException',
      'a foreign token',
      () => ({ ...keys(), sessionToken: 'foreign' }),
      'eu-west-1',
    ],
    [
      'InvalidSignatureException',
      'a wrong secret',
      () => ({ ...keys(), secretAccessKey: 'wrong' }),
      'eu-west-1',
    ],
    ['InvalidSignatureException', 'another region', keys, 'us-west-2'],
  ])('are refused with %s for %s', async (name, _, wrong, region) => {
    await expect(airline.connect(wrong(), region).send(get('F1'))).rejects.toMatchObject({ name });
    expect(airline.events).toEqual([
      { type: 'dynamodb.request', principal: 'unknown', operation: 'GetItem', outcome: 'refused' },
    ]);
  });

  it('expire', async () => {
    const later = await startAirline({ now: () => Date.now() + 6 * 60_000 });
    await expect(later.administrator.send(get('F1'))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(/^Signature expired: \w+ is now earlier than \w+ \(\w+ - 5 min\.\)$/),
    });
    await later.close();
  });

  it('are asked for, in the wire format of DynamoDB', async () => {
    const answer = await fetch(airline.dynamoDb.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      body: '{}',
    });
    const body = await answer.text();
    expect(JSON.parse(body)).toEqual({
      __type: 'com.amazon.coral.service#MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(answer.headers.get('x-amz-crc32')).toBe(String(crc32(body)));
  });

  it('of one cloud mean nothing to another', async () => {
    const other = await startAirline();
    await expect(other.connect(keys()).send(get('F1'))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    expect((await other.administrator.send(new ScanCommand({ TableName: 'flights' }))).Count).toBe(0);
    await other.close();
  });
});

describe('tables', () => {
  const describeTable = (client: DynamoDBDocumentClient, TableName: string) =>
    client.send(new DescribeTableCommand({ TableName }));

  it('have the ARNs of their stack', async () => {
    const { Table } = await describeTable(airline.administrator, 'bookings');
    expect(Table).toMatchObject({
      TableArn: arn.bookings,
      LatestStreamArn: `${arn.bookings}/stream/${Table?.LatestStreamLabel}`,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    expect(airline.dynamoDb.tables).toMatchObject([
      { stack: 'Stage', logicalId: 'Flights', name: 'flights', arn: arn.flights, streamArn: undefined },
      {
        stack: 'Stage',
        logicalId: 'Bookings',
        name: 'bookings',
        arn: arn.bookings,
        streamArn: Table?.LatestStreamArn,
      },
    ]);
  });

  it('answer to their ARN', async () => {
    const { administrator } = airline;
    const item = await administrator.send(
      new GetCommand({ TableName: arn.flights, Key: { flightId: 'F1' } }),
    );
    expect(item.Item).toMatchObject({ flightId: 'F1' });
    const batch = new BatchGetCommand({ RequestItems: { [arn.flights]: { Keys: [{ flightId: 'F1' }] } } });
    expect((await administrator.send(batch)).Responses).toMatchObject({
      [arn.flights]: [{ flightId: 'F1' }],
    });
    const check = {
      TableName: arn.flights,
      Key: { flightId: 'F1' },
      ConditionExpression: 'attribute_exists(flightId)',
    };
    await administrator.send(new TransactWriteCommand({ TransactItems: [{ ConditionCheck: check }] }));
  });

  it.each(['nowhere', 'arn:aws:dynamodb:eu-west-1:999999999999:table/flights'])(
    '%s is not there',
    async (TableName) => {
      const reading = airline.administrator.send(new GetCommand({ TableName, Key: { flightId: 'F1' } }));
      await expect(reading).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'Requested resource not found',
      });
      await expect(describeTable(airline.administrator, TableName)).rejects.toMatchObject({
        message: `Requested resource not found: Table: ${TableName} not found`,
      });
    },
  );

  it('are listed', async () => {
    const { TableNames } = await airline.administrator.send(new ListTablesCommand({}));
    expect(TableNames).toEqual(['bookings', 'flights']);
    const client = await connect(allow('dynamodb:ListTables', arn.flights));
    await expect(client.send(new ListTablesCommand({}))).rejects.toMatchObject(
      denied('dynamodb:ListTables', '*'),
    );
  });
});

it('passes on what the database answers', async () => {
  const put = new PutCommand({
    TableName: 'flights',
    Item: { flightId: 'F1' },
    ConditionExpression: 'attribute_not_exists(flightId)',
  });
  await expect(airline.administrator.send(put)).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
  });
});

it('refuses operations that it does not know', async () => {
  const statement = new ExecuteStatementCommand({ Statement: 'SELECT * FROM flights' });
  await expect(airline.administrator.send(statement)).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: 'The local cloud does not emulate the operation DynamoDB_20120810.ExecuteStatement.',
  });
});

it('tells what happens before and after the database', async () => {
  const client = await connect(allow('dynamodb:GetItem', arn.flights));
  await client.send(get('F1'));
  await client.send(new ScanCommand({ TableName: 'flights' })).catch(() => {});
  const about = (operation: string) => ({ principal: 'tester-function', operation });
  expect(airline.events).toEqual([
    { type: 'dynamodb.request', ...about('GetItem'), outcome: 'allowed' },
    { type: 'dynamodb.answered', ...about('GetItem'), status: 200 },
    { type: 'dynamodb.request', ...about('Scan'), outcome: 'denied' },
  ]);
});

it('serves many callers at once', async () => {
  const client = await connect(allow('dynamodb:PutItem', arn.bookings));
  const puts = Array.from({ length: 300 }, (_, index) =>
    client.send(new PutCommand({ TableName: 'bookings', Item: { pk: 'MANY', sk: String(index) } })),
  );
  await Promise.all(puts);
  const count = new QueryCommand({
    TableName: 'bookings',
    Select: 'COUNT',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': 'MANY' },
  });
  expect((await airline.administrator.send(count)).Count).toBe(300);
});
