import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Request, RequestTemplate, Scenario } from '../../src/index.ts';
import { makeUpValue } from '../../src/sources/openapi/make-up-value.ts';
import { readScenarios } from '../../src/sources/read-scenarios.ts';

const shop = fileURLToPath(new URL('../fixtures/sources/shop.yaml', import.meta.url));
const templateOf = (request: Request | object): Request =>
  (request as Partial<RequestTemplate>).template ?? (request as Request);
const stepsOf = (scenarios: readonly Scenario[], name: string) =>
  (scenarios.find((each) => each.name === name)?.steps ?? []).map((step) => ({
    ...step,
    request: templateOf(step.request),
  }));

let scenarios: readonly Scenario[];
let directory: string;
beforeAll(async () => {
  ({ scenarios } = await readScenarios(shop));
  directory = await mkdtemp(join(tmpdir(), 'unlith-openapi-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));
const read = async (document: object) => {
  const file = join(directory, 'api.json');
  await writeFile(file, JSON.stringify({ openapi: '3.0.3', ...document }));
  return readScenarios(file);
};

describe('a scenario for an operation', () => {
  it('has its examples, everything, what is required, all without one field, and nobody who asks', () => {
    const steps = stepsOf(scenarios, 'post.orders');
    expect(steps.map(({ name }) => name)).toEqual([
      'example lamp',
      'full',
      'required',
      'without sku',
      'without quantity',
      'without credential',
    ]);
    expect(steps[0]?.request).toEqual({
      method: 'POST',
      path: '/orders',
      as: 'customer',
      json: { sku: 'lamp', quantity: 1, note: 'for {{ana}}' },
    });
    expect(steps[1]?.request.json).toEqual({
      sku: 'lamp',
      quantity: expect.any(Number),
      note: 'as a gift',
      parts: [],
    });
    expect(Object.keys(steps[2]?.request.json as object)).toEqual(['sku', 'quantity']);
    expect(Object.keys(steps[3]?.request.json as object)).not.toContain('sku');
    expect(steps[5]?.request.as).toBeUndefined();
  });

  it('begins with requests whose answers hold what it needs, and ends with what it left', () => {
    const [given, ...others] = stepsOf(scenarios, 'delete.orders-orderid');
    expect(given).toMatchObject({ name: 'given POST /orders', capture: { orderId: 'body:/id' } });
    expect(others).toMatchObject([
      { name: 'full', request: { method: 'DELETE', path: '/orders/{{orderId}}', as: 'admin' } },
      { name: 'without credential' },
      { name: 'read after', request: { method: 'GET', path: '/orders/{{orderId}}', as: 'customer' } },
    ]);
    expect(others[0]?.request.present?.('k')).toEqual({ headers: { 'x-api-key': 'k' } });
  });

  it.each<[string, string, number, Partial<Request>]>([
    [
      'parameters of query and header',
      'get.orders',
      0,
      { path: expect.stringMatching(/^\/orders\?limit=\d+&tags=\w+/), headers: { 'x-trace': 't-1' } },
    ],
    ['a value that a link leads to', 'get.invoices-number', 1, { path: '/invoices/{{number}}' }],
    [
      'a value in a form that another answer holds',
      'post.reviews',
      1,
      { form: { orderId: '{{orderId}}', stars: '5' } },
    ],
    [
      'a form with a file',
      'post.orders-orderid-parcels',
      1,
      {
        headers: { 'content-type': expect.stringContaining('multipart') },
        rawBody: expect.stringMatching(/filename="photo".*\r\n\r\n…\r\n/s),
      },
    ],
  ])('has %s', (_, name, index, request) => {
    expect(stepsOf(scenarios, name)[index]?.request).toMatchObject(request);
  });

  it('is the same for the same seed', async () => {
    const again = await readScenarios(shop);
    expect(JSON.stringify(again)).toBe(JSON.stringify({ scenarios, skipped: again.skipped }));
  });

  it('is missing, with a reason, where none can be', async () => {
    expect((await readScenarios(shop)).skipped).toEqual([
      { place: 'shop.yaml GET /reports', reason: expect.stringMatching(/^parameters\.0\.in: /), times: 1 },
      { place: 'shop.yaml POST /reports', reason: expect.stringContaining('application/xml'), times: 1 },
    ]);
  });

  it('leaves out what is no operation', async () => {
    const { scenarios: some, skipped } = await read({
      paths: { '/a': { get: null, put: { parameters: 5 }, post: {} } },
    });
    expect(some.map(({ name }) => name)).toEqual(['post.a']);
    expect(skipped.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      'api.json GET /a: it: Invalid type: Expected Object but received null',
      'api.json PUT /a: parameters.0: Invalid type: Expected Object but received 5',
    ]);
  });

  it('needs no more than a path', async () => {
    const { scenarios: bare } = await read({ paths: { '/users/{user}/files/{id}': { get: {} } } });
    expect(stepsOf(bare, 'get.users-user-files-id')[0]?.request).toEqual({
      method: 'GET',
      path: '/users/alice/files/1',
    });
  });

  it('takes ids from lists, and numbers as numbers', async () => {
    const items = { type: 'object', properties: { id: { type: 'integer' } } };
    const list = {
      '200': {
        content: {
          'application/json': { schema: { type: 'object', properties: { items: { type: 'array', items } } } },
        },
      },
    };
    const body = {
      content: {
        'application/json': { schema: { type: 'object', properties: { seat_id: { type: 'integer' } } } },
      },
    };
    const { scenarios: found } = await read({
      paths: { '/seats': { get: { responses: list } }, '/bookings': { post: { requestBody: body } } },
    });
    expect(stepsOf(found, 'post.bookings')).toMatchObject([
      { name: 'given GET /seats', capture: { seat_id: 'body:/items/0/id' } },
      { name: 'full', request: { json: { seat_id: '{{seat_id:number}}' } } },
      { name: 'required', request: { json: {} } },
    ]);
  });
});

describe('a document that cannot be used is refused in one sentence', () => {
  it.each([
    [
      'of another version',
      { openapi: '2.0' },
      'api.json is no OpenAPI 3: openapi: expected 3.0, 3.1 or 3.2; convert older ones. Mend it there.',
    ],
    [
      'of which a reference leads nowhere',
      { paths: { '/a': { $ref: '#/components/b' } } },
      /api\.json: paths\.\/a refers to #\/components\/b, where nothing is\. Mend the reference\./,
    ],
    [
      'of which a reference leads to a URL',
      { paths: { '/a': { $ref: 'https://a.example/b.json' } } },
      /refers to https:\/\/a\.example\/b\.json, and nothing is fetched/,
    ],
    [
      'of which a reference leads to no file',
      { paths: { '/a': { $ref: './none.yaml#/b' } } },
      /none\.yaml cannot be read \(ENOENT\)/,
    ],
    [
      'of which a reference cannot be decoded',
      { paths: { '/a': { $ref: '#/%zz' } } },
      /refers to \/%zz, in which a % stands for nothing/,
    ],
    [
      'of which references go round',
      { paths: { '/a': { $ref: '#/paths/~1b' }, '/b': { $ref: '#/paths/~1a' } } },
      /refers to itself alone/,
    ],
  ])('%s', async (_, document, message) => {
    await expect(read(document)).rejects.toThrow(message);
  });
});

describe('values that are made up', () => {
  it('end where schemas do not', () => {
    const node: Record<string, unknown> = { type: 'object', required: ['name'] };
    node.properties = {
      name: { type: 'string', maxLength: 2 ** 31 },
      next: node,
      children: { type: 'array', maxItems: 2 ** 31, items: node },
      any: { oneOf: [node, { const: 1 }] },
    };
    expect(makeUpValue(node, { extent: 'full', seed: 1 })).toEqual({
      name: expect.any(String),
      children: [],
      any: 1,
    });
  });

  it('keep the bounds, in either way of saying that they are exclusive', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 5 }), (seed, least) => {
        const schema = {
          type: 'array',
          minItems: least,
          maxItems: 99,
          items: { type: 'integer', minimum: 3, exclusiveMinimum: false, exclusiveMaximum: 6 },
        };
        const value = makeUpValue(schema, { extent: 'full', seed }) as number[];
        expect(value.length).toBeGreaterThanOrEqual(least);
        expect(value.every((each) => each >= 3 && each < 6)).toBe(true);
      }),
    );
  });
});
