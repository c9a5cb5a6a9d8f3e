import { specialFlights } from '@unlith/shared-model/seed';
import { describe, expect, it } from 'vitest';
import { useTestApp } from './use-test-app.ts';

const problemJson = 'application/problem+json; charset=utf-8';
const ada = { firstName: 'Ada', lastName: 'Lovelace' };
const order = { flightId: specialFlights.ordinary, passengers: [ada] };
const tooDear = { ...order, passengers: Array(6).fill(ada), payWith: 'points' };
const nowhere = '01KDVDNA000000000000000000';

const test = useTestApp();
const { call, asAlice } = test;

describe('what the gateway would answer itself', () => {
  it.each([
    ['GET', '/nowhere'],
    ['GET', '/api'],
    ['GET', '/api/flights/'],
    ['GET', '/api/Flights'],
    ['GET', '/API/flights'],
    ['GET', '//api/flights'],
    ['GET', '/api//flights'],
    ['GET', '/api/bookings/'],
    ['GET', '/api/flights/%zz'],
    ['GET', '/bookings/'],
    ['GET', '/public/'],
    ['GET', '/public/nothing.css'],
    ['GET', '/public/%2e%2e/app.ts'],
    ['GET', '/api/loyalty/'],
    ['GET', '/api/loyalty/alice'],
    ['POST', '/api/flights'],
    ['POST', '/api/loyalty'],
    ['POST', '/internal/loyalty/alice/debits'],
    ['POST', '/internal/loyalty/alice/refunds'],
    ['PUT', `/api/bookings/${nowhere}`],
    ['DELETE', '/api/bookings'],
    ['OPTIONS', '/api/flights'],
    ['OPTIONS', '/'],
    ['PATCH', '/bookings'],
  ])('404 for %s %s', async (method, path) => {
    const { status, text, headers } = await asAlice(method, path);
    expect([status, text, headers['content-type']]).toEqual([
      404,
      '{"message":"Not Found"}',
      'application/json',
    ]);
    for (const absent of ['x-request-id', 'x-powered-by', 'etag', 'allow']) {
      expect(headers).not.toHaveProperty(absent);
    }
  });

  it.each([
    ['POST', '/api/bookings'],
    ['GET', '/api/bookings'],
    ['GET', `/api/bookings/${nowhere}`],
    ['PATCH', `/api/bookings/${nowhere}`],
    ['DELETE', `/api/bookings/${nowhere}`],
    ['GET', `/api/bookings/${nowhere}/boarding-pass`],
    ['GET', '/api/loyalty'],
    ['GET', '/api/loyalty/entries'],
  ])('401 for %s %s without a token, before it reads the body', async (method, path) => {
    const { status, text, headers } = await call(method, path).set('cookie', `session=${test.alice}`);
    expect([status, text]).toEqual([401, '{"message":"Unauthorized"}']);
    expect([headers['content-type'], headers['www-authenticate']]).toEqual(['application/json', 'Bearer']);
    expect(headers).not.toHaveProperty('x-request-id');
  });
});

describe('refused input', () => {
  const post = ['POST', '/api/bookings'] as const;
  const patch = ['PATCH', `/api/bookings/${nowhere}`] as const;
  const typed = (contentType: string) => ({ 'content-type': contentType });
  const plain = typed('application/json');
  const tooLarge = `{"flightId":"${'x'.repeat(102_400)}"}`;

  it.each([
    ['no content type', post, {}, '', 415, 'request.unsupported-media-type'],
    [
      'a form',
      post,
      typed('application/x-www-form-urlencoded'),
      'a=1',
      415,
      'request.unsupported-media-type',
    ],
    ['a JSON relative', post, typed('application/ld+json'), '{}', 415, 'request.unsupported-media-type'],
    ['latin1', post, typed('application/json; charset=latin1'), '{}', 415, 'request.unsupported-media-type'],
    ['utf-16', post, typed('application/json; charset=utf-16'), '{}', 415, 'request.unsupported-media-type'],
    ['gzip', post, { ...plain, 'content-encoding': 'gzip' }, '{}', 415, 'request.unsupported-media-type'],
    ['too many bytes', post, plain, tooLarge, 413, 'request.body-too-large'],
    ['broken JSON', post, plain, '{', 400, 'request.malformed-json'],
    ['a JSON string', patch, plain, '"text"', 400, 'request.malformed-json'],
    ['blanks', post, plain, '  ', 400, 'request.malformed-json'],
    ['nothing', post, plain, '', 400, 'input.invalid'],
    ['UTF-8, said in capitals', post, typed('Application/JSON; Charset="UTF-8"'), '{}', 400, 'input.invalid'],
    ['an unknown field', post, plain, JSON.stringify({ ...order, seat: '1A' }), 400, 'input.invalid'],
    ['payment in cash', post, plain, JSON.stringify({ ...order, payWith: 'cash' }), 400, 'input.invalid'],
    ['too few points', post, plain, JSON.stringify(tooDear), 402, 'loyalty.insufficient-points'],
    ['no such flight', post, plain, JSON.stringify({ ...order, flightId: nowhere }), 404, 'flight.not-found'],
    [
      'a departed flight',
      post,
      plain,
      JSON.stringify({ ...order, flightId: specialFlights.departed }),
      409,
      'flight.departed',
    ],
    ['no such booking', patch, plain, JSON.stringify({ passengers: [ada] }), 404, 'booking.not-found'],
  ] as const)('%s', async (_name, [method, path], headers, body, status, code) => {
    const answer = await asAlice(method, path, headers).send(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toBe(problemJson);
    expect(answer.headers['x-request-id']).toMatch(/^[0-9A-Z]{26}$/);
    expect(answer.body).toMatchObject({ type: `urn:problem:${code}`, status, title: expect.any(String) });
  });

  it.each([
    ['/api/flights?limit=0', '/query/limit'],
    ['/api/flights?limit=1&limit=2', '/query/limit'],
    ['/api/flights?from=lhr', '/query/from'],
    ['/api/flights?date=2026-02-30', '/query/date'],
    ['/api/loyalty/entries?limit=101', '/query/limit'],
    ['/api/loyalty/entries?cursor=a&cursor=b', '/query/cursor'],
  ])('%s', async (path, place) => {
    const { status, body } = await asAlice('GET', path);
    expect([status, body.code, body.violations[0].path]).toEqual([400, 'input.invalid', place]);
  });

  it.each(['/api/flights', '/api/loyalty/entries'])('a cursor of %s from elsewhere', async (path) => {
    const { status, body } = await asAlice('GET', `${path}?cursor=elsewhere`);
    expect([status, body.code]).toEqual([400, 'cursor.invalid']);
  });

  it('a change that costs more points than there are, and nothing changes', async () => {
    const booked = await asAlice('POST', '/api/bookings').send({ ...order, payWith: 'points' });
    const path = `/api/bookings/${booked.body.bookingId}`;
    const { status, body } = await asAlice('PATCH', path).send({ passengers: Array(9).fill(ada) });
    expect([status, body.code]).toEqual([402, 'loyalty.insufficient-points']);
    expect((await asAlice('GET', path)).body).toEqual(booked.body);
  });

  it('an idempotency key that is too long', async () => {
    const { status, body } = await asAlice('POST', '/api/bookings', {
      'idempotency-key': 'k'.repeat(256),
    }).send(order);
    expect([status, body.violations[0].path]).toEqual([400, '/headers/idempotency-key']);
  });

  it.each([
    ['PATCH', '"7"', 412, 'booking.version-conflict'],
    ['PATCH', 'W/"1"', 412, 'booking.version-conflict'],
    ['DELETE', '"7", "8"', 412, 'booking.version-conflict'],
  ])('%s with If-Match: %s', async (method, ifMatch, status, code) => {
    const { body } = await asAlice('POST', '/api/bookings').send(order);
    const answer = await asAlice(method, `/api/bookings/${body.bookingId}`, { 'if-match': ifMatch }).send({
      passengers: [ada],
    });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('a token that is not good', () => {
  const invalid = 'Bearer scope="" error="invalid_token"';

  it.each([
    ['expired', { exp: 1 }, `${invalid} error_description="the token has expired"`],
    [
      'for others',
      { aud: 'other' },
      `${invalid} error_description="the token does not have a valid audience"`,
    ],
    ['of another issuer', { iss: 'https://login.example.com' }, invalid],
  ])('%s is refused as the gateway does', async (_name, claims, challenge) => {
    const token = await test.issuer.sign('alice', claims);
    const { status, headers, text } = await call('GET', '/api/bookings', {
      authorization: `Bearer ${token}`,
    });
    expect([status, headers['www-authenticate'], text]).toEqual([
      401,
      challenge,
      '{"message":"Unauthorized"}',
    ]);
  });

  it.each(['', 'Bearer ', 'bearer ', 'BEARER '])('a good one passes after "%s"', async (prefix) => {
    const authorization = prefix + test.alice;
    expect((await call('GET', '/api/bookings', { authorization })).status).toBe(200);
  });
});
