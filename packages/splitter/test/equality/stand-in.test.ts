import { describe, expect, it } from 'vitest';
import type { ManifestFunction } from '../../src/manifest/index.ts';
import { toComparable } from './compare.ts';
import { generateRequests } from './generate-requests.ts';
import { createSelection } from './select-function.ts';

describe('requests for a route key', () => {
  it.each(['GET /', 'GET /api/{id}', 'POST /api', 'ANY /api/{id}/{rest+}', 'DELETE /api/{id}'])(
    '%s: at least 20',
    (key) => {
      const requests = generateRequests(key);
      expect(new Set(requests.map((request) => JSON.stringify(request))).size).toBe(requests.length);
      expect(requests.length).toBeGreaterThanOrEqual(20);
    },
  );
});

describe('the stand-in for an HTTP API', () => {
  const keys = [
    '$default',
    'GET /a/{x}',
    'GET /a/b',
    'ANY /a/b',
    'ANY /a/{rest+}',
    'GET /a/c/{rest+}',
    'GET /',
  ];
  const functions = keys.map((name) => ({ name, routeKeys: [name] }) as unknown as ManifestFunction);
  const select = createSelection(functions);

  it.each([
    ['GET', '/a/b', 'GET /a/b'],
    ['PUT', '/a/b', 'ANY /a/b'],
    ['GET', '/a/z', 'GET /a/{x}'],
    ['PUT', '/a/z', 'ANY /a/{rest+}'],
    ['GET', '/a/c/d', 'GET /a/c/{rest+}'],
    ['GET', '/a/d/e', 'ANY /a/{rest+}'],
    ['GET', '/', 'GET /'],
    ['GET', '/A/b', '$default'],
    ['GET', '/a/', '$default'],
    ['PROPFIND', '/a/b', '$default'],
  ])('gives %s %s to %s', (method, path, routeKey) => {
    expect(select(method, path).routeKey).toBe(routeKey);
  });
});

describe('comparing', () => {
  const answer = (body: string, headers: Record<string, string> = {}) => ({
    status: 200,
    headers,
    cookies: [],
    body,
  });
  const [first, second] = ['0b9ee5a4-1c5f-4d43-9a0f-2f0d4f6f7a11', '7d0c6c1e-53ab-4f3c-8f5e-9d5d0f2b1c22'];

  it('takes one random id for another, wherever it stands', () => {
    expect(toComparable(answer(`${first} ${first}`))).toEqual(toComparable(answer(`${second} ${second}`)));
    expect(toComparable(answer(`${first} ${first}`))).not.toEqual(toComparable(answer(`${first} ${second}`)));
  });

  it('sees any other difference', () => {
    expect(toComparable(answer('a', { etag: '"1"' }))).not.toEqual(
      toComparable(answer('a', { etag: '"2"' })),
    );
    expect(toComparable(answer('a'))).not.toEqual(toComparable(answer('b')));
  });
});
