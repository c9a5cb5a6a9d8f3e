import {
  BatchGetCommand,
  BatchWriteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Airline, allow, arn, denied, startAirline } from './airline.ts';

let airline: Airline;
beforeAll(async () => {
  airline = await startAirline();
  await airline.seedFlights();
});
afterAll(() => airline.close());

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
