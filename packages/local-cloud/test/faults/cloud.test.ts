import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, type CloudEvent, type Fault, type InjectedFaults, startCloud } from '../../src/index.ts';
import { buildStore, synthesize } from '../app.ts';
import { buildNeighbours } from '../services/rest-api/neighbours.ts';

const assembly = synthesize((app) => {
  buildStore(app);
  buildNeighbours(app);
});
const directory = mkdtempSync(join(tmpdir(), 'unlith-faults-'));
const databasePath = join(directory, 'database.sqlite');
const events: CloudEvent[] = [];
let cloud: Cloud;
let store: string;
let documents: DynamoDBDocumentClient;
let TableName: string;
let injected: InjectedFaults | undefined;

async function start(): Promise<void> {
  cloud = await startCloud({ assembly, databasePath, onEvent: (event) => events.push(event) });
  store = cloud.apis.find(({ stack }) => stack === 'Store')?.url ?? '';
  TableName = cloud.tables[0]?.name ?? '';
  const { endpoint, region, credentials } = cloud.administrator;
  documents = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint, region, credentials, maxAttempts: 1 }),
  );
}

const inject = (...faults: Fault[]) => {
  injected = cloud.faults.inject({ seed: 1, faults });
  return injected;
};
const put = (id: string) => documents.send(new PutCommand({ TableName, Item: { id } }));
const get = async (id: string) => (await documents.send(new GetCommand({ TableName, Key: { id } }))).Item;
const read = (id: string) => fetch(`${store}/items/${id}`);

beforeAll(async () => {
  await start();
  await put('one');
});
afterEach(() => injected?.stop());
afterAll(async () => {
  await cloud?.close();
  rmSync(directory, { recursive: true });
});

describe('kill-environment', () => {
  const outcomes = () =>
    events
      .filter(({ type }) => type === 'dynamodb.answered' || type === 'lambda.environment-stopped')
      .map(({ type }) => type);

  it.each([
    ['before', 500, ['lambda.environment-stopped']],
    ['during', 500, ['dynamodb.answered', 'lambda.environment-stopped']],
  ] as const)('%s', async (when, status, expected) => {
    await read('one');
    events.length = 0;
    const { countStrikes } = inject({ kind: 'kill-environment', function: 'Store/Read/*', when, limit: 1 });
    expect((await read('one')).status).toBe(status);
    expect(outcomes()).toEqual(expected);
    expect((await read('one')).status).toBe(200);
    expect(countStrikes()).toEqual({ 'kill-environment': 1 });
  });

  it('after: the answer still goes on', async () => {
    inject({ kind: 'kill-environment', function: '*Read*', when: 'after' });
    expect((await read('one')).status).toBe(200);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'fault.struck', kind: 'kill-environment' }),
    );
    expect((await read('one')).status).toBe(200);
  });
});

describe('tables', () => {
  it('throttles as DynamoDB does', async () => {
    inject({ kind: 'throttle-table', table: 'Data/*' });
    await expect(put('throttled')).rejects.toMatchObject({ name: 'ThrottlingException' });
    const TransactItems = [
      { Put: { TableName, Item: { id: 'a' } } },
      { Put: { TableName, Item: { id: 'b' } } },
    ];
    await expect(documents.send(new TransactWriteCommand({ TransactItems }))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ThrottlingError' }, { Code: 'ThrottlingError' }],
    });
    injected?.stop();
    expect([await get('throttled'), await get('a')]).toEqual([undefined, undefined]);
  });

  it('the SDK of a function tries again', async () => {
    const { countStrikes } = inject({ kind: 'throttle-table', limit: 2 });
    expect((await read('one')).status).toBe(200);
    expect(countStrikes()).toEqual({ 'throttle-table': 2 });
  });

  it('holds back', async () => {
    inject({ kind: 'slow-table', operations: ['GetItem'], delayMs: 3_000 });
    const startedAt = performance.now();
    const ended: string[] = [];
    await Promise.all([
      get('one').then(() => ended.push('slow')),
      put('quick').then(() => ended.push('quick')),
    ]);
    expect(ended).toEqual(['quick', 'slow']);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(2_999);
  });
});

describe('REST APIs', () => {
  const call = () => {
    const door = cloud.apis.find(({ constructPath }) => constructPath === 'Callers/Door/Resource')?.url;
    const body = JSON.stringify({ path: '/internal/alice/debits', body: '{}' });
    return fetch(`${door}/named`, { method: 'POST', body });
  };

  it.each([
    ['with a status', { status: 503 }, 503],
    ['by breaking the connection, which the caller does not catch', {}, 500],
  ])('refuses %s', async (_, how, status) => {
    inject({ kind: 'refuse-api', api: 'Private/*', limit: 1, ...how });
    expect((await call()).status).toBe(status);
    expect((await call()).status).toBe(201);
  });

  it('is slow', async () => {
    inject({ kind: 'delay-api', delayMs: 200 });
    const startedAt = performance.now();
    expect((await call()).status).toBe(201);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(199);
  });

  it('a caller dies between the answer of the API and its own', async () => {
    await call();
    events.length = 0;
    inject({ kind: 'kill-environment', function: 'Callers/named/*', when: 'during', limit: 1 });
    expect((await call()).status).toBe(500);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'api.request', api: 'Private/Api/Resource', status: 201 }),
    );
  });
});

describe('crash-database', () => {
  it('keeps what was written, under 40 writers at once', async () => {
    const crash = inject({
      kind: 'crash-database',
      operations: ['PutItem'],
      skip: 100,
      limit: 2,
      probability: 0.05,
    });
    const ids = Array.from({ length: 400 }, (_, index) => `crash-${index}`);
    const queue = [...ids];
    const write = async () => {
      for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
        const item = id;
        // What SDKs do after a 500: write again, twice at most.
        const again = () => put(item);
        await put(item).catch(again).catch(again);
      }
    };
    await Promise.all(Array.from({ length: 40 }, write));
    expect(crash.countStrikes()).toEqual({ 'crash-database': 2 });
    const items = await Promise.all(ids.map(get));
    expect(items.map((item) => item?.id)).toEqual(ids);
  });

  it('keeps it for the next cloud, too', async () => {
    await cloud.close();
    await start();
    expect(await get('crash-399')).toEqual({ id: 'crash-399' });
    expect((await read('crash-0')).status).toBe(200);
  });
});
