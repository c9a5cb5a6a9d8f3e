import { DescribeTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  ExecuteStatementCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Airline, allow, arn, denied, startAirline } from './airline.ts';

let airline: Airline;
beforeAll(async () => {
  airline = await startAirline();
  await airline.seedFlights();
});
afterAll(() => airline.close());
beforeEach(() => void airline.events.splice(0));

const connect = (...statements: object[]) => airline.connectAs('tester', statements);
const get = (flightId: string) => new GetCommand({ TableName: 'flights', Key: { flightId } });

it('gives the attributes of an item in the same order every time', async () => {
  const { administrator } = airline;
  const read = async () => JSON.stringify((await administrator.send(get('F1'))).Item);
  const answers = await Promise.all(Array.from({ length: 10 }, read));
  expect(new Set(answers).size).toBe(1);
});

describe('tables', () => {
  const describeTable = (client: DynamoDBDocumentClient, TableName: string) =>
    client.send(new DescribeTableCommand({ TableName }));

  it.each(['bookings', arn.bookings])('have the ARNs of their stack: %s', async (TableName) => {
    const { Table } = await describeTable(airline.administrator, TableName);
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
  expect(airline.events.filter(({ type }) => type.startsWith('dynamodb.'))).toEqual([
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
