import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRouteKey, type RouteKey, routeMethods } from '../../../src/services/api-gateway/route-key.ts';
import { createRouteSelection } from '../../../src/services/api-gateway/route-selection.ts';

describe('parseRouteKey', () => {
  it.each([
    'get /a',
    'GET a',
    'GET /a/',
    'GET /{a+}/b',
    'GET /a{b}',
    'GET /{}',
    'GET //a',
    'TRACE /a',
    'ANY',
    '',
  ])('refuses "%s"', (text) => expect(parseRouteKey(text)).toBeUndefined());

  it.each(['$default', 'GET /', 'ANY /a/{b}/{c+}', 'OPTIONS /{proxy+}'])('takes "%s"', (text) =>
    expect(parseRouteKey(text)?.text).toBe(text),
  );
});

describe('selectRoute', () => {
  const keys = [
    'GET /flights',
    'GET /flights/{flightId}',
    'GET /flights/{flightId}/seats',
    'GET /flights/mine',
    'ANY /flights/{any}',
    'POST /flights/{proxy+}',
    'ANY /{proxy+}',
    'GET /files/images/{path+}',
    'GET /files/{path+}',
  ];
  const select = createRouteSelection(keys.map(route));
  it.each([
    ['GET', '/flights', 'GET /flights', {}],
    ['GET', '/flights/mine', 'GET /flights/mine', {}],
    ['GET', '/flights/7', 'GET /flights/{flightId}', { flightId: '7' }],
    ['PUT', '/flights/7', 'ANY /flights/{any}', { any: '7' }],
    ['GET', '/flights/a b/seats', 'GET /flights/{flightId}/seats', { flightId: 'a b' }],
    ['POST', '/flights/7', 'ANY /flights/{any}', { any: '7' }],
    ['POST', '/flights/7/seats', 'POST /flights/{proxy+}', { proxy: '7/seats' }],
    ['POST', '/flights', 'ANY /{proxy+}', { proxy: 'flights' }],
    ['GET', '/Flights', 'ANY /{proxy+}', { proxy: 'Flights' }],
    ['GET', '/flights/', 'ANY /{proxy+}', { proxy: 'flights/' }],
    ['GET', '/files/images/a/b', 'GET /files/images/{path+}', { path: 'a/b' }],
    ['GET', '/files/a', 'GET /files/{path+}', { path: 'a' }],
    ['GET', '/', undefined, undefined],
    ['TRACE', '/flights', undefined, undefined],
  ])('%s %s -> %s', (method, path, expected, parameters) => {
    const selected = select(method, path);
    expect([selected?.route.key.text, selected?.pathParameters]).toEqual([expected, parameters]);
  });

  it('falls back to $default, the root too', () => {
    const withDefault = createRouteSelection(['GET /a', '$default'].map(route));
    expect(['/a', '/b', '/'].map((path) => withDefault('GET', path)?.route.key.text)).toEqual([
      'GET /a',
      '$default',
      '$default',
    ]);
  });

  const segment = fc.constantFrom('a', 'b', '{x}');
  const routeKey = fc
    .tuple(
      fc.constantFrom('GET', 'PUT', 'ANY'),
      fc.array(segment, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '/{rest+}'),
    )
    .map(([method, segments, rest]) => `${method} /${segments.join('/')}${rest}`);
  const request = fc.tuple(
    fc.constantFrom(...routeMethods),
    fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 }).map((parts) => `/${parts.join('/')}`),
  );

  it('does not depend on the order of creation', () => {
    const set = fc.uniqueArray(routeKey, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(set, request, ([...all], [method, path]) => {
        const forward = createRouteSelection(all.map(route))(method, path);
        const backward = createRouteSelection(all.toReversed().map(route))(method, path);
        expect(backward?.route.key.text).toBe(forward?.route.key.text);
      }),
    );
  });

  it('gives the path back when the parameters are put into the key', () => {
    fc.assert(
      fc.property(routeKey, request, (text, [method, path]) => {
        const selected = createRouteSelection([route(text)])(method, path);
        const filled = text
          .replace(/^\w+ /, '')
          .replace(/\{(\w+)\+?\}/g, (_, name) => selected?.pathParameters[name] ?? '');
        if (selected && !/\{x\}.*\{x\}/.test(text)) expect(filled).toBe(path);
      }),
    );
  });
});

function route(text: string): { key: RouteKey } {
  return { key: parseRouteKey(text) as RouteKey };
}
