import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMethodSelection } from '../../../src/services/rest-api/method-selection.ts';
import { parseRequestTarget } from '../../../src/services/rest-api/request-target.ts';
import { resolvePaths } from '../../../src/services/rest-api/resource-path.ts';
import { resource } from '../../resource.ts';

/** The paths of a tree whose parts are written as one path each. */
function buildPaths(texts: readonly string[]) {
  const parts = new Map<string, ReturnType<typeof resource>>();
  for (const text of texts) {
    const names = text
      .split('/')
      .slice(1)
      .filter((name) => name !== '');
    for (const [index, PathPart] of names.entries()) {
      const id = `/${names.slice(0, index + 1).join('/')}`;
      const ParentId = index === 0 ? 'root' : `/${names.slice(0, index).join('/')}`;
      parts.set(id, resource(id, 'AWS::ApiGateway::Resource', { ParentId, PathPart }));
    }
  }
  return resolvePaths('root', parts);
}

const methods = [
  'POST /internal/{customerId}/debits',
  'POST /internal/{customerId}/refunds',
  'GET /internal/audit/debits',
  'ANY /internal/{proxy+}',
  'GET /files/{name}',
  'ANY /files/{name}',
  'GET /files/images/{path+}',
  'ANY /',
];

function select(method: string, target: string, keys: readonly string[] = methods) {
  const paths = buildPaths(keys.map((key) => key.split(' ')[1] ?? ''));
  const declared = keys.map((key) => {
    const [httpMethod = '', text = ''] = key.split(' ');
    const path = paths.get(text === '/' ? 'root' : text);
    if (!path) throw new Error(`${text} has no path`);
    return { key, httpMethod, path };
  });
  const { segments } = parseRequestTarget(`/stage${target}`);
  const selected = createMethodSelection(declared)(method, segments);
  return selected && [selected.method.key, selected.pathParameters];
}

describe('selection', () => {
  it.each([
    ['POST', '/internal/alice/debits', 'POST /internal/{customerId}/debits', { customerId: 'alice' }],
    ['POST', '/internal/alice/debits/', 'POST /internal/{customerId}/debits', { customerId: 'alice' }],
    ['GET', '/internal/audit/debits', 'GET /internal/audit/debits', {}],
    // The more specific path has no such method.
    ['POST', '/internal/audit/debits', 'POST /internal/{customerId}/debits', { customerId: 'audit' }],
    ['DELETE', '/internal/alice/debits', 'ANY /internal/{proxy+}', { proxy: 'alice/debits' }],
    ['GET', '/files/a%20b', 'GET /files/{name}', { name: 'a b' }],
    ['GET', '/files/a%2Fb', 'GET /files/{name}', { name: 'a/b' }],
    ['GET', '/files/50%', 'GET /files/{name}', { name: '50%' }],
    ['PUT', '/files/a', 'ANY /files/{name}', { name: 'a' }],
    ['GET', '/files/images/a/b', 'GET /files/images/{path+}', { path: 'a/b' }],
    ['GET', '/files/images', 'GET /files/{name}', { name: 'images' }],
    ['GET', '/', 'ANY /', {}],
    ['GET', '', 'ANY /', {}],
  ])('%s %s is %s', (method, target, key, parameters) => {
    expect(select(method, target)).toEqual([key, parameters]);
  });

  it.each([
    ['GET', '/nowhere'],
    ['GET', '/internal'],
    ['GET', '/Files/a'],
    ['GET', '/files//'],
    ['PUT', '/files/images/a/b'],
    ['TRACE', '/'],
  ])('%s %s is none', (method, target) => expect(select(method, target)).toBeUndefined());

  it('does not depend on the order of the template', () => {
    const target = fc.constantFrom('/internal/audit/debits', '/files/images/a', '/files/a', '/internal/x/y');
    const method = fc.constantFrom('GET', 'POST', 'PUT');
    const order = fc.shuffledSubarray(methods, { minLength: methods.length });
    fc.assert(
      fc.property(method, target, order, (verb, path, keys) => {
        expect(select(verb, path, keys)).toEqual(select(verb, path));
      }),
    );
  });
});

it.each([
  ['nothing follows {x+}', '/a/{b+}/c', '/a/{b+}/c'],
  ['braces inside', '/a{b}', '/a{b}'],
])('%s: no path', (_, text, id) => expect(buildPaths([text]).has(id)).toBe(false));
