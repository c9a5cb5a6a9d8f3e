import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { createReaper } from '../../../src/processes/reaper.ts';
import { callDatabase, createDatabase } from '../../../src/services/dynamodb/database.ts';
import { startDynoxide } from '../../../src/services/dynamodb/dynoxide.ts';
import { createDynamoDbService, type DynamoDbDependencies } from '../../../src/services/dynamodb/service.ts';
import type { Resource, Service } from '../../../src/services/service.ts';
import { resource, stack } from '../../resource.ts';
import { bookings, flights } from './airline.ts';

const reaper = createReaper();
const services: Service[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close?.();
});
afterAll(() => reaper.close());

async function start(tables: readonly Resource[], options: Partial<DynamoDbDependencies> = {}) {
  const service = createDynamoDbService({
    reaper,
    emit: () => {},
    region: 'eu-west-1',
    ...options,
  });
  services.push(service);
  await service.listen?.(tables);
  await service.start?.(tables);
  return service;
}

/** The flights, keyed otherwise. */
const otherFlights = resource('Flights', 'AWS::DynamoDB::Table', {
  TableName: 'flights',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
});

it('identifies tables as CloudFormation does', () => {
  const service = createDynamoDbService({
    reaper,
    emit: () => {},
    region: 'x',
  });
  expect(service.identify(flights)).toEqual({
    ref: 'flights',
    attributes: { Arn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/flights' },
  });
  expect(service.identify(bookings).attributes.StreamArn).toMatch(/table\/bookings\/stream\/\d{4}-/);
  expect(service.identify(resource('Table', 'AWS::DynamoDB::Table', {})).ref).toMatch(
    /^Stage-Table-[0-9A-Z]{12}$/,
  );
});

it('needs no database when there are no tables', async () => {
  const service = await start([], { databaseEndpoint: 'http://127.0.0.1:1' });
  expect(service.tables).toEqual([]);
});

it('puts its tables into a database that runs already', async () => {
  const running = await startDynoxide({ reaper });
  const database = createDatabase(running.endpoint, { accessKeyId: 'test', region: 'eu-west-1' });
  await start([flights], { databaseEndpoint: running.endpoint });
  expect(await callDatabase(database, 'ListTables', {})).toEqual({ TableNames: ['flights'] });
  await expect(start([flights], { databaseEndpoint: running.endpoint })).rejects.toMatchObject({
    code: 'dynamodb.table-refused',
    problems: [{ place: 'Stage/Flights' }],
  });
  database.close();
  await running.close();
});

it('says which database does not answer', async () => {
  await expect(start([flights], { databaseEndpoint: 'http://127.0.0.1:1' })).rejects.toMatchObject({
    code: 'dynamodb.no-answer',
    problems: [{ place: 'http://127.0.0.1:1' }],
  });
});

it('finds its tables again in a file, unless their keys have changed', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'unlith-'));
  const databasePath = join(directory, 'airline.db');
  const restart = async (tables: readonly Resource[]) => (await start(tables, { databasePath })).close?.();
  await restart([flights, bookings]);
  await restart([flights, bookings]);
  await expect(restart([otherFlights])).rejects.toMatchObject({ code: 'dynamodb.table-differs' });
  await rm(directory, { recursive: true });
});

it('lists every problem of every table', async () => {
  const broken = (id: string) =>
    resource(id, 'AWS::DynamoDB::Table', { StreamSpecification: { Color: 'red' } });
  await expect(
    start([broken('One'), broken('Two'), flights, { ...flights, constructPath: 'Other' }]),
  ).rejects.toMatchObject({
    problems: [
      { code: 'dynamodb.same-name', place: 'Other' },
      { code: 'dynamodb.unsupported-property', place: 'Stage/One' },
      { code: 'dynamodb.unsupported-property', place: 'Stage/Two' },
    ],
  });
});

it('says what the database has against a table', async () => {
  const keyless = resource(
    'Keyless',
    'AWS::DynamoDB::Table',
    { AttributeDefinitions: [], KeySchema: [] },
    stack,
  );
  await expect(start([keyless])).rejects.toMatchObject({ code: 'dynamodb.table-refused' });
});
