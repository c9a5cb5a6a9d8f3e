import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runHere } from './run-here.ts';

let directory: string;
let api: Server;
/** Speaks as much of DynamoDB's protocol as a scan needs: each table holds one booking, of as many seats as its name says. */
let database: Server;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unlith-stores-'));
  const scenario = { name: 'book', steps: [{ name: 'book', request: { method: 'POST', path: '/' } }] };
  await write('suite.mjs', `export const scenarios = ${JSON.stringify([scenario])};`);
  api = await serve(() => '{}');
  database = await serve((body) => {
    const seats = String(JSON.parse(body).TableName).split('-')[1];
    return JSON.stringify({ Items: [{ pk: { S: 'b-1' }, seats: { N: seats } }] });
  });
});
afterEach(() => void vi.unstubAllEnvs());
afterAll(async () => {
  for (const server of [api, database]) server.close();
  await rm(directory, { recursive: true, force: true });
});

describe('unlith parity --stores', () => {
  it('compares the tables that a file names', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const at = (table: string) => ({
      endpoint: toUrl(database),
      region: 'eu-west-1',
      tables: { bookings: table },
    });
    expect(await parity({ baseline: at('Lith-2'), candidate: at('Split-2') })).toMatchObject({ code: 0 });
    const { code, stdout } = await parity({ baseline: at('Lith-2'), candidate: at('Split-3') });
    expect(code).toBe(1);
    expect(stdout).toContain('left behind > tables/bookings  body:/0/seats/N');
  });

  it('compares the stores that a module exports', async () => {
    const store = (left: string) =>
      `[{ quietMs: 1, read: async () => [{ name: 'mails', records: ${left} }] }]`;
    const stores = (left: string, right: string) =>
      `export const baseline = ${store(left)}; export const candidate = ${store(right)};`;
    expect(await parity(stores('["Ada"]', '["Ada"]'))).toMatchObject({ code: 0 });
    expect(await parity(stores('["Ada"]', '[]'))).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('READ /mails'),
    });
  });

  const tables = { bookings: 'Lith-2' };
  it.each<[what: string, stores: object | string, says: string]>([
    ['no JSON', '{', 'is no JSON'],
    ['no object', '[]', 'holds no object'],
    ['a side too few', { baseline: { tables } }, 'it says nothing of candidate.'],
    [
      'a side too many',
      { baseline: { tables }, candidate: { tables }, calibration: { tables } },
      'give --calibration <url>',
    ],
    ['no tables', { baseline: {}, candidate: { tables } }, 'baseline names no tables.'],
    ['another field', { baseline: { tables, table: 'x' }, candidate: { tables } }, 'has no field table.'],
    [
      'no URL',
      { baseline: { tables, endpoint: 'db' }, candidate: { tables } },
      'endpoint of baseline is "db"',
    ],
    ['other tables', { baseline: { tables }, candidate: { tables: { orders: 'x' } } }, 'Call them alike.'],
    ['no stores', 'export const baseline = [], candidate = [{}];', '`candidate` is no list of stores.'],
  ])('ends with a sentence for %s', async (_, stores, says) => {
    expect(await parity(stores)).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(says) });
  });
});

/** A text that exports something is a module. */
async function parity(stores: object | string) {
  const text = typeof stores === 'string' ? stores : JSON.stringify(stores);
  const file = await write(
    text.startsWith('export') ? `${process.hrtime.bigint()}.mjs` : 'stores.json',
    text,
  );
  const urls = ['--baseline', toUrl(api), '--candidate', toUrl(api)];
  const suite = ['--suite', join(directory, 'suite.mjs'), '--out', directory];
  return runHere(['parity', ...urls, ...suite, '--stores', file]);
}

async function write(name: string, text: string): Promise<string> {
  await writeFile(join(directory, name), text);
  return join(directory, name);
}

const toUrl = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function serve(answer: (body: string) => string): Promise<Server> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.setHeader('content-type', 'application/json');
    response.end(answer(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
