import { specialFlights } from '@unlith/shared-model/seed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLambdaHandler, type LambdaHandler } from '../src/lambda-handler.ts';
import { createTestApp, type Issuer, startIssuer } from './airline-app.ts';
import { context, createEvent } from './lambda-event.ts';

const order = {
  flightId: specialFlights.ordinary,
  passengers: [{ firstName: 'Zoë', lastName: 'Ångström 🛫' }],
};

let issuer: Issuer;
let handler: LambdaHandler;
let authorization: string;

beforeAll(async () => {
  issuer = await startIssuer();
  handler = createLambdaHandler(createTestApp(issuer).app);
  authorization = `Bearer ${await issuer.sign('alice')}`;
});

afterAll(() => issuer.close());

const invoke = (parts: Parameters<typeof createEvent>[0]) => handler(createEvent(parts), context);

const post = (body: string, headers: Record<string, string> = {}) =>
  invoke({
    method: 'POST',
    rawPath: '/api/bookings',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body,
  });

it('takes two parameters, as Node.js 24 on Lambda demands', () => {
  expect(handler).toHaveLength(2);
});

describe('answers', () => {
  it('with JSON, UTF-8 both ways', async () => {
    const { statusCode, headers, body, isBase64Encoded } = await post(JSON.stringify(order));
    expect([statusCode, isBase64Encoded]).toEqual([201, false]);
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', etag: '"1"' });
    expect(JSON.parse(`${body}`).passengers).toEqual(order.passengers);
  });

  it('a query with repeated and encoded values', async () => {
    const answer = await invoke({
      rawPath: '/api/flights',
      rawQueryString: 'from=LHR&to=%4AFK&limit=1&limit=1',
    });
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(`${answer.body}`).violations).toEqual([
      expect.objectContaining({ path: '/query/limit' }),
    ]);
  });

  it.each([
    ['image/png', true, '\x89PNG'],
    ['image/svg+xml', false, '<svg'],
  ])('with %s, base64: %s', async (accept, isBase64Encoded, start) => {
    const { bookingId } = JSON.parse(`${(await post(JSON.stringify(order))).body}`);
    const rawPath = `/api/bookings/${bookingId}/boarding-pass`;
    const answer = await invoke({ rawPath, headers: { authorization, accept } });
    expect([answer.statusCode, answer.isBase64Encoded]).toEqual([200, isBase64Encoded]);
    const bytes = Buffer.from(`${answer.body}`, isBase64Encoded ? 'base64' : 'utf8');
    expect(bytes.toString('latin1', 0, 4)).toBe(start);
  });

  it('with pages and their files', async () => {
    const page = await invoke({});
    expect([page.statusCode, page.isBase64Encoded]).toEqual([200, false]);
    expect(page.body).toContain('<h1>Where to?</h1>');
    const styles = await invoke({ rawPath: '/public/styles.css' });
    expect([styles.statusCode, styles.isBase64Encoded]).toEqual([200, false]);
    expect(styles.body).toContain(':root');
  });

  it('with cookies beside the headers, to a form in base64', async () => {
    const token = await issuer.sign('alice');
    const host = createEvent({}).headers.host;
    const answer = await invoke({
      method: 'POST',
      rawPath: '/session',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: `https://${host}` },
      body: Buffer.from(new URLSearchParams({ token }).toString()).toString('base64'),
      isBase64Encoded: true,
    });
    expect([answer.statusCode, answer.headers?.location]).toEqual([303, '/bookings']);
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(answer.cookies).toEqual([expect.stringMatching(/^session=.*; HttpOnly; Secure; SameSite=Lax$/)]);
    const bookings = await invoke({ rawPath: '/bookings', cookies: ['other=1', `session=${token}`] });
    expect(bookings.statusCode).toBe(200);
  });

  it('HEAD without a body, 304 without a type', async () => {
    const rawPath = `/api/flights/${specialFlights.ordinary}`;
    const head = await invoke({ method: 'HEAD', rawPath });
    expect([head.statusCode, head.body, head.headers?.etag]).toEqual([200, '', '"1"']);
    const fresh = await invoke({ rawPath, headers: { 'if-none-match': '"1"' } });
    expect([fresh.statusCode, fresh.body]).toEqual([304, '']);
    expect(fresh.headers).not.toHaveProperty('content-type');
  });
});

describe('refuses', () => {
  const gateway = { headers: { 'content-type': 'application/json' } };

  it.each(['', '/nowhere', '/api/flights/', '/api/flights/a/b/c', '//'])(
    '"%s" as not found',
    async (rawPath) => {
      if (rawPath === '') return expect((await invoke({ rawPath })).statusCode).toBe(200);
      const answer = await invoke({ rawPath });
      expect(answer).toMatchObject({ ...gateway, statusCode: 404, body: '{"message":"Not Found"}' });
    },
  );

  it.each(['50%', '%zz', 'a?b', 'a#b', 'ü €'])('the decoded id "%s" as no such flight', async (id) => {
    const { statusCode, body } = await invoke({ rawPath: `/api/flights/${id}` });
    expect([statusCode, JSON.parse(`${body}`).code]).toEqual([404, 'flight.not-found']);
  });

  it.each(['POST', 'OPTIONS', 'DELETE'])('%s with a body that nobody reads', async (method) => {
    const answer = await invoke({ method, rawPath: '/nowhere', body: 'x'.repeat(10_000) });
    expect(answer).toMatchObject({ ...gateway, statusCode: 404 });
  });

  it('who has no token', async () => {
    const answer = await invoke({ method: 'POST', rawPath: '/api/bookings', body: '{}' });
    expect(answer).toMatchObject({ statusCode: 401, headers: { 'www-authenticate': 'Bearer' } });
  });

  it.each([
    ['{', 400, 'request.malformed-json'],
    [`{"a":"${'x'.repeat(102_400)}"}`, 413, 'request.body-too-large'],
  ])('%j', async (body, status, code) => {
    const answer = await post(body);
    expect([answer.statusCode, JSON.parse(`${answer.body}`).code]).toEqual([status, code]);
  });

  it('a POST without a body as invalid', async () => {
    const answer = await invoke({
      method: 'POST',
      rawPath: '/api/bookings',
      headers: { authorization, 'content-type': 'application/json', 'content-length': '0' },
    });
    expect([answer.statusCode, JSON.parse(`${answer.body}`).code]).toEqual([400, 'input.invalid']);
  });
});

it('survives an error thrown after the first await', async () => {
  const flights = {
    listFlights: async () => {
      await Promise.resolve();
      throw new Error('secret');
    },
    findFlight: () => Promise.resolve(undefined),
  };
  const broken = createLambdaHandler(createTestApp({ ...issuer, airline: { flights } }).app);
  const answer = await broken(createEvent({ rawPath: '/api/flights' }), context);
  expect([answer.statusCode, JSON.parse(`${answer.body}`).code]).toEqual([500, 'server.unexpected']);
});
