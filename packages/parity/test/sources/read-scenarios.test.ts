import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Request, Scenario } from '../../src/index.ts';
import { readScenarios } from '../../src/sources/read-scenarios.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/sources/${name}`, import.meta.url));
const listRequests = (scenarios: readonly Scenario[]) =>
  scenarios.flatMap(({ steps }) => steps.map(({ name, request }) => ({ name, ...(request as Request) })));
const from = 'https://api.shop.example';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unlith-sources-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));
const write = async (name: string, text: string | Uint8Array) => {
  const file = join(directory, name);
  await writeFile(file, text);
  return file;
};

describe('requests of a HAR', () => {
  it('keep what was sent, without its secrets', async () => {
    const { scenarios, skipped } = await readScenarios(fixture('checkout.har'), { from });
    expect(scenarios.map(({ name }) => name)).toEqual(['checkout']);
    expect(listRequests(scenarios)).toEqual([
      {
        name: '1 GET /api/orders',
        method: 'GET',
        path: '/api/orders?limit=2&access_token=secret-1',
        headers: {
          accept: 'application/json',
          'accept-encoding': 'gzip, deflate, br, zstd',
          cookie: 'session=secret-2; theme=secret-3',
          'user-agent': 'Mozilla/5.0',
        },
      },
      {
        name: '2 POST /api/orders',
        method: 'POST',
        path: '/api/orders',
        as: 'caller-1',
        headers: { cookie: 'session=secret-2; theme=secret-3' },
        json: { sku: 'lamp', card: { token: 'secret-4', name: 'Ana' } },
      },
      {
        name: '3 POST /session',
        method: 'POST',
        path: '/session',
        form: { user: 'ana', password: 'secret-5' },
      },
    ]);
    expect(skipped).toEqual([
      { place: 'checkout.har entry 3', reason: 'it went to https://cdn.example', times: 1 },
      { place: 'checkout.har entry 5', reason: 'its body was not recorded', times: 1 },
    ]);
  });

  it('keep their secrets where they shall', async () => {
    const { scenarios } = await readScenarios(fixture('checkout.har'), { from, keepSecrets: true });
    expect(listRequests(scenarios)).toMatchObject([
      { path: '/api/orders?limit=2&access_token=s3cr3t' },
      {
        headers: {
          authorization: expect.stringMatching(/^Bearer eyJ/),
          cookie: 'session=0a1b2c; theme=dark',
        },
      },
      { form: { password: 'hunter2' } },
    ]);
  });

  it('are those of one API', async () => {
    await expect(readScenarios(fixture('checkout.har'))).rejects.toThrow(
      'The requests of checkout.har went to 2 APIs: https://api.shop.example (3), https://cdn.example (1). Say with --from which one is compared.',
    );
    const { scenarios, skipped } = await readScenarios(fixture('checkout.har'), { from: `${from}/api/` });
    expect(listRequests(scenarios).map(({ path }) => path.replace(/\?.*/, ''))).toEqual([
      '/orders',
      '/orders',
    ]);
    expect(skipped).toContainEqual({
      place: 'checkout.har entry 4',
      reason: 'it is not below /api',
      times: 1,
    });
  });
});

describe('requests of curl commands', () => {
  it('become steps, with names for the tokens', async () => {
    const { scenarios, skipped } = await readScenarios(fixture('requests.sh'), { from: `${from}/prod` });
    expect(listRequests(scenarios)).toMatchObject([
      { name: '1 GET /orders', path: '/orders?limit=2', as: 'caller-1' },
      { name: '2 POST /orders', as: 'caller-2', json: { sku: 'lamp', quantity: 2 } },
      { name: '3 GET /orders/17', as: 'caller-3' },
      { name: '4 POST /photos', rawBody: expect.stringContaining('<svg') },
    ]);
    const [, , basic] = listRequests(scenarios);
    expect(basic?.present?.('dTpw')).toEqual({ headers: { authorization: 'Basic dTpw' } });
    expect(skipped).toEqual([
      { place: 'requests.sh:14', reason: 'only your shell knows `$ORDER_ID`', times: 1 },
      { place: 'requests.sh:16', reason: 'it went to https://status.example', times: 1 },
      { place: 'requests.sh:17', reason: 'its option --magic is not known here', times: 1 },
    ]);
  });
});

describe('requests of JSON lines', () => {
  it('are what an access log says that needs no body, once', async () => {
    const { scenarios, skipped } = await readScenarios(fixture('access.log'));
    expect(listRequests(scenarios)).toEqual([
      { name: '1 GET /orders/17', method: 'GET', path: '/orders/17' },
      { name: '2 GET /orders', method: 'GET', path: '/orders' },
      { name: '3 DELETE /orders/18', method: 'DELETE', path: '/orders/18?dryRun=true' },
    ]);
    expect(skipped).toEqual([
      { place: 'access.log:2', reason: 'an earlier line asks the same', times: 1 },
      { place: 'access.log:3', reason: 'its body is in no access log', times: 1 },
      { place: 'access.log:5', reason: expect.stringContaining('log $context.path as well'), times: 1 },
      { place: 'access.log:7', reason: expect.stringContaining('no method and path'), times: 1 },
      { place: 'access.log:8', reason: 'it is no JSON', times: 1 },
    ]);
  });

  it('are what Lambda functions were invoked with', async () => {
    const { scenarios, skipped } = await readScenarios(fixture('events.jsonl'));
    expect(listRequests(scenarios)).toMatchObject([
      {
        path: '/orders/two%20words?expand=a%20b&expand=c',
        as: 'caller-1',
        headers: { accept: 'application/json', cookie: 'session=secret-1; theme=secret-2' },
      },
      { method: 'POST', path: '/orders', form: { sku: 'lamp', n: '2' } },
      {
        path: '/orders/17?q=a&q=b%20%26%20c',
        as: 'caller-2',
        headers: { 'x-tag': ['a', 'b'] },
        json: { quantity: 3 },
      },
      { path: '/health?q=a%20b' },
    ]);
    expect(skipped).toEqual([
      { place: 'events.jsonl:5', reason: expect.stringContaining('no event of HTTP'), times: 1 },
    ]);
  });

  it('may be one event over many lines', async () => {
    const event = { version: '2.0', rawPath: '/a', requestContext: { http: { method: 'GET' } } };
    const file = await write('event.json', JSON.stringify([event, event], null, 2));
    expect(listRequests((await readScenarios(file)).scenarios)).toMatchObject([
      { path: '/a' },
      { path: '/a' },
    ]);
  });

  it('end where enough are taken', async () => {
    const lines = Array.from({ length: 9 }, (_, index) =>
      JSON.stringify({ httpMethod: 'GET', path: `/${index}` }),
    );
    const file = await write('long.log', lines.join('\n'));
    const { scenarios, skipped } = await readScenarios(file, { limit: 3 });
    expect(listRequests(scenarios).map(({ path }) => path)).toEqual(['/0', '/1', '/2']);
    expect(skipped).toEqual([
      { place: 'long.log:4', reason: 'the limit of 3 requests is reached', times: 1 },
    ]);
  });
});

describe('requests of a route manifest', () => {
  it('are made up', async () => {
    const { scenarios } = await readScenarios(fixture('manifest.json'), { methods: ['GET'] });
    expect(scenarios.map(({ name }) => name)).toEqual(['get.orders-id', 'post.orders']);
    expect(listRequests(scenarios)[0]).toMatchObject({ method: 'GET', path: '/orders/1' });
  });
});

/** Each stands for ten of the one before. */
const toBomb = (levels: number) =>
  Array.from({ length: levels }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`)}]`);

describe('a file that cannot be used is refused in one sentence', () => {
  it.each([
    [
      'a HAR that is no HAR',
      'a.har',
      '{"entries": []}',
      /^a\.har is no HAR 1\.2: it has no list `log\.entries`\. Save it anew/,
    ],
    [
      'a HAR of another time',
      'a.har',
      '{"log": {"version": "9.0", "entries": []}}',
      /^a\.har is no HAR 1\.2: its version is 9\.0\. Save it anew/,
    ],
    [
      'a HAR that is packed',
      'a.har',
      gzipSync('{"log": {"entries": []}}'),
      /a\.har is compressed by gzip\. Unpack it first/,
    ],
    [
      'a HAR in other letters',
      'a.har',
      Buffer.from('\ufeff{"log"', 'utf16le'),
      /a\.har is UTF-16\. Save it as UTF-8/,
    ],
    ['a HAR that is cut', 'a.har', '{"log": {"entries": [{"req', /^a\.har is not JSON: /],
    [
      'a document that is no document',
      'a.json',
      '{\n  "a": [1,\n',
      /^a\.json:3:1 is neither JSON nor YAML: /,
    ],
    [
      'an alias of nothing',
      'a.yaml',
      'openapi: 3.1.0\npaths: *none\n',
      /^a\.yaml is neither JSON nor YAML: Unresolved alias/,
    ],
    [
      'aliases of aliases',
      'a.yaml',
      ['openapi: 3.1.0', 'a0: &a0 [x]', ...toBomb(8), 'paths: {}'].join('\n'),
      /^a\.yaml is neither JSON nor YAML: Excessive alias count/,
    ],
    [
      'lists in lists in lists',
      'a.json',
      `{"openapi": "3.1.0", "paths": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      /a\.json cannot be read: Maximum call stack size exceeded\. Is it nested/,
    ],
    [
      'no request in it',
      'a.json',
      '{"level":"info"}',
      /a\.json \(access log.*holds no request that can be sent; a\.json:1: it has no method and path/,
    ],
    [
      'none of them',
      'a.txt',
      'Hello',
      /a\.txt is no file with requests\. Give one of these: unlith\/scenarios@1, /,
    ],
    [
      'a manifest of another time',
      'a.json',
      '{"schema": "unlith/manifest@2"}',
      /a\.json is no unlith\/manifest@1: schema: /,
    ],
  ])('%s', async (_, name, text, message) => {
    await expect(readScenarios(await write(name, text))).rejects.toThrow(message);
  });

  it.each([
    ['a.har', '{"log":{', '1024 MiB; up to 256 MiB'],
    ['a.yaml', 'openapi: 3.1.0\n', '1024 MiB; up to 256 MiB'],
    ['a.jsonl', '{"httpMethod":"GET","path":"/"}\n', 'a line with more; up to 16 MiB'],
  ])('one of a gigabyte, before it is in memory: %s', async (name, head, limit) => {
    const file = await write(name, head);
    await truncate(file, 2 ** 30);
    await expect(readScenarios(file)).rejects.toMatchObject({
      code: 'source.too-large',
      message: `${file} has ${limit} are read at once. Cut it into several, or save it as JSON lines.`,
    });
  });

  it('one that is not there', async () => {
    await expect(readScenarios('/nowhere.har')).rejects.toThrow(/^\/nowhere\.har cannot be read \(ENOENT\)/);
  });
});
