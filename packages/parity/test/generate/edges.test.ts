import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateScenarios, play, type Request, type RouteToPlay } from '../../src/index.ts';
import { startServer } from '../support/server.ts';

const read: RouteToPlay = { id: 'GET /api/bookings/:id', routeKeys: ['GET /api/bookings/{id}'] };
const write: RouteToPlay = { id: 'POST /api/bookings', routeKeys: ['POST /api/bookings'] };

const listRequests = (route: RouteToPlay): ({ readonly name: string } & Request)[] =>
  generateScenarios([route]).flatMap(({ steps }) =>
    steps.map(({ name, request }) => ({
      name,
      ...(typeof request === 'function' ? request({ etag: '"1"' }) : request),
    })),
  );

/** What issue and README promise, and how one knows it when one sees it. */
const classes: readonly (readonly [name: string, is: (request: Request, plain: Request) => boolean])[] = [
  ['a wrong method', ({ method }) => method === 'PUT'],
  ['HEAD', ({ method }) => method === 'HEAD'],
  ['OPTIONS', ({ method }) => method === 'OPTIONS'],
  ['letter case', ({ path }, plain) => path !== plain.path && path.toLowerCase() === plain.path],
  ['a trailing slash', ({ path }, plain) => path === `${plain.path}/`],
  ['double slashes', ({ path }) => path.includes('//')],
  ['encoded characters', ({ path }) => path.includes('/%61pi')],
  ['encoded slashes', ({ path }) => path.includes('%2F')],
  ['dot segments', ({ path }) => path.includes('/./') && !path.includes('?')],
  ['dot-dot segments', ({ path }) => path.endsWith('/..')],
  ['encoded dot segments', ({ path }) => /%2e/i.test(path)],
  ['empty query keys', ({ path }) => path.includes('?=')],
  ['duplicate query keys', ({ path }) => path.includes('id=1&id=2')],
  ['a long URL', ({ path }) => path.length > 10_240],
  ['a long header', ({ headers }) => String(headers?.['x-long']).length > 10_240],
  ['an absent content type', ({ rawBody, headers }) => rawBody !== undefined && !headers],
  [
    'a wrong content type',
    ({ rawBody, headers }) => rawBody !== undefined && headers?.['content-type'] === 'text/csv',
  ],
  ['duplicate content types', ({ headers }) => Array.isArray(headers?.['content-type'])],
  ['a malformed body', ({ rawBody }) => rawBody === '{"name": "ali'],
  ['an empty body', ({ rawBody }) => rawBody === ''],
  ['a huge body', ({ rawBody }) => typeof rawBody === 'string' && rawBody.length > 102_400],
  [
    'a gzip body',
    ({ rawBody, headers }) => rawBody instanceof Uint8Array && headers?.['content-encoding'] === 'gzip',
  ],
  ['cookies', ({ headers }) => headers?.cookie !== undefined],
  ['If-Match', ({ headers }) => headers?.['if-match'] === '"1"'],
  ['If-None-Match', ({ headers }) => headers?.['if-none-match'] === '"1"'],
  ['If-Modified-Since', ({ headers }) => headers?.['if-modified-since'] !== undefined],
  ['If-Unmodified-Since', ({ headers }) => headers?.['if-unmodified-since'] !== undefined],
  ['If-Range', ({ headers }) => headers?.['if-range'] === '"1"'],
  ['Range', ({ headers }) => headers?.range !== undefined && headers['if-range'] === undefined],
  ['a wrong Content-Length', ({ headers }) => headers?.['content-length'] === '-1'],
  ['a malformed Content-Length', ({ headers }) => headers?.['content-length'] === 'ten'],
];

describe('of every class there is a request', () => {
  it.each(classes)('%s', (_, is) => {
    for (const route of [read, write]) {
      const [plain, ...others] = listRequests(route);
      expect(others.filter((each) => plain && is(each, plain)).length, route.id).toBeGreaterThan(0);
    }
  });
});

describe('every generated request', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer((request, response) => {
      request.resume().on('end', () => response.end('{}'));
    });
  });
  afterAll(() => server.close());

  it('is answered by a server, whatever it thinks of it', async () => {
    const scenarios = generateScenarios([read, write]);
    const { scenarios: played } = await play(scenarios, { url: server.url });
    const unanswered = played.flatMap(({ steps }) => steps.filter(({ outcome }) => outcome !== 'answered'));
    expect(unanswered).toEqual([]);
  });
});

describe('a request whose body is shorter than it says', () => {
  const steps = generateScenarios([write])
    .flatMap((scenario) => scenario.steps)
    .filter(({ name }) => ['content-length-too-long', 'method-get'].includes(name));

  it.each([
    ['is refused, and leaves nothing behind for the next one', undefined, 400],
    ['may also end the connection', 'POST', 0],
  ])('%s', async (_, hangsUpAt, status) => {
    const server = await startServer((request, response) => {
      if (request.method === hangsUpAt) request.socket.destroy();
      else request.resume().on('end', () => setImmediate(() => response.end('{}')));
    });
    const { scenarios } = await play([{ name: 'wrong length', steps }], server);
    expect(scenarios[0]?.steps).toMatchObject([{ response: { status } }, { response: { status: 200 } }]);
    await server.close();
  });
});
