import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/aws-endpoint/json.ts';
import { createTableContext } from '../../../src/services/dynamodb/condition-keys.ts';
import { listTableUses } from '../../../src/services/dynamodb/operations.ts';
import { describeTable } from '../../../src/services/dynamodb/table.ts';
import { flights } from './airline.ts';

const key = { flightId: { S: 'F1' } };
const put = { Put: { TableName: 'flights', Item: key } };

describe('listTableUses', () => {
  it.each<[string, JsonObject, string[]]>([
    ['GetItem', { TableName: 'flights', Key: key }, ['GetItem flights']],
    ['Scan', { TableName: 'flights' }, ['Scan flights']],
    ['Scan', { TableName: 'flights', IndexName: 'by-route' }, ['Scan flights/by-route']],
    ['Query', { TableName: 'flights', IndexName: 'by-route' }, ['Query flights/by-route']],
    ['ListTables', {}, ['ListTables']],
    [
      'BatchGetItem',
      { RequestItems: { flights: { Keys: [key] }, bookings: { Keys: [] } } },
      ['BatchGetItem flights', 'BatchGetItem bookings'],
    ],
    [
      'BatchWriteItem',
      { RequestItems: { flights: [{ DeleteRequest: { Key: key } }] } },
      ['BatchWriteItem flights'],
    ],
    [
      'TransactGetItems',
      { TransactItems: [{ Get: { TableName: 'flights', Key: key } }] },
      ['GetItem flights'],
    ],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          put,
          { Update: { TableName: 'a' } },
          { Delete: { TableName: 'b' } },
          { ConditionCheck: { TableName: 'c' } },
        ],
      },
      ['PutItem flights', 'UpdateItem a', 'DeleteItem b', 'ConditionCheckItem c'],
    ],
    ['GetItem', { TableName: 7 }, []],
    ['TransactWriteItems', { TransactItems: [null, 'x'] }, []],
  ])('%s %j', (operation, input, uses) => {
    const found = listTableUses(operation, input) ?? [];
    expect(
      found.map(({ action, table, index }) =>
        [action, [table, index].filter(Boolean).join('/')].join(' ').trim(),
      ),
    ).toEqual(uses);
  });

  it.each(['ExecuteStatement', 'CreateTable', 'constructor'])('does not know %s', (operation) => {
    expect(listTableUses(operation, {})).toBeUndefined();
  });
});

describe('condition keys', () => {
  const table = describeTable(flights);
  const values = (operation: string, input: JsonObject, name: string) =>
    (listTableUses(operation, input) ?? []).map((use) => createTableContext(use, table)(name));
  const query = {
    TableName: 'flights',
    IndexName: 'by-route',
    KeyConditionExpression: '#r = :r AND departure > :d',
    ExpressionAttributeNames: { '#r': 'route' },
    ExpressionAttributeValues: { ':r': { S: 'LHR#JFK' }, ':d': { S: '2026' } },
  };

  it.each<[string, string, JsonObject, (string[] | undefined)[]]>([
    ['leadingkeys', 'GetItem', { TableName: 'flights', Key: key }, [['F1']]],
    ['leadingkeys', 'PutItem', { TableName: 'flights', Item: { ...key, price: { N: '1' } } }, [['F1']]],
    ['leadingkeys', 'Query', query, [['LHR#JFK']]],
    [
      'leadingkeys',
      'Query',
      {
        TableName: 'flights',
        KeyConditions: { flightId: { AttributeValueList: [{ S: 'F1' }], ComparisonOperator: 'EQ' } },
      },
      [['F1']],
    ],
    ['leadingkeys', 'Scan', { TableName: 'flights' }, [[]]],
    [
      'leadingkeys',
      'BatchGetItem',
      { RequestItems: { flights: { Keys: [key, { flightId: { S: 'F2' } }] } } },
      [['F1', 'F2']],
    ],
    [
      'leadingkeys',
      'BatchWriteItem',
      {
        RequestItems: {
          flights: [{ PutRequest: { Item: key } }, { DeleteRequest: { Key: { flightId: { S: 'F2' } } } }],
        },
      },
      [['F1', 'F2']],
    ],
    ['leadingkeys', 'TransactWriteItems', { TransactItems: [put] }, [['F1']]],
    [
      'attributes',
      'GetItem',
      { TableName: 'flights', Key: key, ProjectionExpression: 'price' },
      [['flightId', 'price']],
    ],
    ['attributes', 'Query', query, [['route', 'departure']]],
    [
      'attributes',
      'GetItem',
      { TableName: 'flights', Key: key, AttributesToGet: ['price'] },
      [['flightId', 'price']],
    ],
    [
      'attributes',
      'UpdateItem',
      {
        TableName: 'flights',
        Key: key,
        UpdateExpression: 'SET price = :p',
        ConditionExpression: 'version = :v',
      },
      [['flightId', 'version', 'price']],
    ],
    ['select', 'GetItem', { TableName: 'flights', Key: key }, [['ALL_ATTRIBUTES']]],
    [
      'select',
      'GetItem',
      { TableName: 'flights', Key: key, ProjectionExpression: 'price' },
      [['SPECIFIC_ATTRIBUTES']],
    ],
    ['select', 'Query', query, [['ALL_PROJECTED_ATTRIBUTES']]],
    ['select', 'Scan', { TableName: 'flights', Select: 'COUNT' }, [['COUNT']]],
    ['select', 'PutItem', { TableName: 'flights', Item: key }, [undefined]],
    ['returnvalues', 'DeleteItem', { TableName: 'flights', Key: key }, [['NONE']]],
    [
      'returnvalues',
      'UpdateItem',
      { TableName: 'flights', Key: key, ReturnValues: 'ALL_NEW' },
      [['ALL_NEW']],
    ],
    ['returnvalues', 'GetItem', { TableName: 'flights', Key: key }, [undefined]],
    [
      'returnconsumedcapacity',
      'TransactWriteItems',
      { TransactItems: [put], ReturnConsumedCapacity: 'TOTAL' },
      [['TOTAL']],
    ],
    ['enclosingoperation', 'TransactWriteItems', { TransactItems: [put] }, [['TransactWriteItems']]],
    ['enclosingoperation', 'PutItem', { TableName: 'flights', Item: key }, [undefined]],
  ])('%s of %s %j', (name, operation, input, expected) => {
    expect(values(operation, input, `dynamodb:${name}`)).toEqual(expected);
  });
});
