import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSuite, generateScenarios, type Request, type RouteToPlay } from '../../src/index.ts';
import { toHttpRequest } from '../../src/scenario/to-http-request.ts';

const read: RouteToPlay = {
  id: 'GET /api/bookings/:bookingId',
  routeKeys: ['GET /api/bookings/{bookingId}'],
};
const write: RouteToPlay = { id: 'POST /api/bookings', routeKeys: ['POST /api/bookings'] };

const listRequests = (routes: readonly RouteToPlay[], options = {}) =>
  generateScenarios(routes, options).flatMap(({ steps }) =>
    steps.map(({ name, request }) => ({
      name,
      ...(typeof request === 'function' ? request({ etag: '"1"' }) : request),
    })),
  );

describe('generated requests', () => {
  it.each([
    ['plain', { path: '/api/bookings/1', method: 'GET' }],
    ['head', { path: '/api/bookings/1', method: 'HEAD' }],
    ['options', { method: 'OPTIONS' }],
    ['upper-case', { path: '/API/BOOKINGS/1' }],
    ['trailing-slash', { path: '/api/bookings/1/' }],
    ['double-slash-first', { path: '//api/bookings/1' }],
    ['double-slash-last', { path: '/api/bookings//1' }],
    ['dot-dot-segment', { path: '/elsewhere/../api/bookings/1' }],
    ['encoded-separator', { path: '/api%2Fbookings/1' }],
    ['encoded-slash', { path: '/api/bookings/one%2Ftwo' }],
    ['encoded-letter', { path: '/%61pi/bookings/1' }],
    ['above', { path: '/api/bookings' }],
    ['duplicate-query-key', { path: '/api/bookings/1?id=1&id=2&sort=a&sort=' }],
    ['if-none-match', { headers: { 'if-none-match': '"1"' } }],
    ['method-delete', { method: 'DELETE', path: '/api/bookings/1' }],
  ])('of a route that reads: %s', (name, request) => {
    expect(listRequests([read]).find((each) => each.name === name)).toMatchObject(request);
  });

  it.each<[string, RouteToPlay, string]>([
    ['a partial segment', { id: 'GET /:from-:to', routeKeys: [] }, '/1-1'],
    ['a pattern of a parameter', { id: String.raw`GET /:id(\d+)`, routeKeys: [] }, '/1'],
    ['a wildcard in the middle', { id: 'GET /a/*path/b', routeKeys: [] }, '/a/index.html/b'],
    ['Express 4’s wildcard', { id: 'GET /a/*', routeKeys: [] }, '/a/index.html'],
    ['an optional part', { id: 'GET /a{/:slug}', routeKeys: [] }, '/a/hello-world'],
    ['a RegExp', { id: String.raw`GET /^\/v(\d+)\/(?:users|people)\/?$/i`, routeKeys: [] }, '/v1/users/'],
    ['several keys', { id: 'GET /a{/:id}', routeKeys: ['GET /a', 'HEAD /a', 'GET /a/{id}'] }, '/a'],
    ['a greedy key', { id: 'GET /a/*rest', routeKeys: ['GET /a/{rest+}'] }, '/a/index.html'],
    ['the second of its kind', { id: 'GET /a#2', routeKeys: ['GET /a'] }, '/a'],
  ])('find a path for %s', (_, route, path) => {
    expect(listRequests([route])[0]).toMatchObject({ name: 'plain', path });
  });

  it('ask for every key of a route', () => {
    const requests = listRequests([{ id: 'GET /a{/:id}', routeKeys: ['GET /a', 'GET /a/{id}'] }]);
    expect(requests.slice(0, 2).map(({ path }) => path)).toEqual(['/a', '/a/1']);
  });

  it('use values that are known', () => {
    const requests = listRequests([read], { values: { bookingId: ['b-7', 'b-8'] }, random: 8 });
    expect(requests[0]?.path).toBe('/api/bookings/b-7');
    const drawn = requests.filter(({ name }) => name.startsWith('random-')).map(({ path }) => path);
    expect(new Set(drawn)).toEqual(new Set(['/api/bookings/b-7', '/api/bookings/b-8']));
  });

  it('try no method as a wrong one that another route has', () => {
    const update = { id: 'PATCH /api/bookings/:id', routeKeys: ['PATCH /api/bookings/{id}'] };
    const names = listRequests([read, update]).map(({ name }) => name);
    expect(names).not.toContain('method-patch');
    expect(names).toContain('method-put');
  });

  it('keep to the methods that are allowed', () => {
    const methods = new Set(
      listRequests([read, write], { methods: ['GET', 'HEAD'] }).map(({ method }) => method),
    );
    expect(methods).toEqual(new Set(['GET', 'HEAD']));
  });
});

const segment = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
  fc.stringMatching(/^\{[a-z][A-Za-z]{0,8}\}$/),
);
const routeKey = fc
  .tuple(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'ANY'), fc.array(segment, { maxLength: 4 }))
  .map(([method, segments]) => `${method} /${segments.join('/')}`);
const routes = fc.array(
  routeKey.map((key): RouteToPlay => ({ id: key, routeKeys: [key] })),
  { maxLength: 5 },
);

describe('laws of generated requests', () => {
  it('are at least 20 a route, each with a name of its own, and can be sent', () => {
    fc.assert(
      fc.property(routes, (some) => {
        const scenarios = generateScenarios(some);
        checkSuite(scenarios);
        expect(scenarios).toHaveLength(some.length);
        for (const { name, steps } of scenarios) {
          expect(steps.length).toBeGreaterThanOrEqual(20);
          for (const { request } of steps) {
            const stated: Request = typeof request === 'function' ? request({ etag: '"1"' }) : request;
            expect(toHttpRequest(stated, { place: name }).path).toBe(stated.path);
          }
        }
      }),
    );
  });

  it('are the same for the same seed, and do not depend on the routes beside theirs', () => {
    fc.assert(
      fc.property(routes, fc.string(), (some, seed) => {
        expect(listRequests(some, { seed })).toEqual(listRequests(some, { seed }));
        const drawn = (requests: ReturnType<typeof listRequests>) =>
          requests.filter(({ name }) => name.startsWith('random-'));
        expect(drawn(listRequests([read, ...some], { seed })).slice(0, 3)).toEqual(
          drawn(listRequests([read], { seed })),
        );
      }),
    );
  });
});
