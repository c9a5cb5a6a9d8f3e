import { specialFlights } from '@unlith/shared-model/seed';
import { describe, expect, it } from 'vitest';
import { useTestApp } from './use-test-app.ts';

const json = 'application/json; charset=utf-8';
const ada = { firstName: 'Ada', lastName: 'Lovelace' };
const order = { flightId: specialFlights.ordinary, passengers: [ada] };

const test = useTestApp();
const { call, asAlice } = test;

const book = async (input: object = order) => {
  const { body, status } = await asAlice('POST', '/api/bookings').send(input);
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
};

describe('flights', () => {
  it('are listed by route, in pages', async () => {
    const first = await call('GET', '/api/flights?from=LHR&to=JFK&limit=2');
    expect(first.headers['content-type']).toBe(json);
    expect(first.body.items).toMatchObject([{ from: 'LHR', to: 'JFK' }, { from: 'LHR' }]);
    const { nextCursor } = first.body;
    const second = await call('GET', `/api/flights?from=LHR&to=JFK&limit=2&cursor=${nextCursor}`);
    expect(second.body.items[0].departsAt > first.body.items[1].departsAt).toBe(true);
  });

  it('have a version as entity tag, which makes a repeated GET a 304', async () => {
    const path = `/api/flights/${specialFlights.ordinary}`;
    const first = await call('GET', path);
    expect(first.headers.etag).toBe('"1"');
    const again = await call('GET', path, { 'if-none-match': 'W/"1"' });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', '"1"']);
    expect((await call('GET', path, { 'if-none-match': '"2"' })).status).toBe(200);
  });

  it('tell their free seats, without an entity tag', async () => {
    const { body, headers } = await call('GET', `/api/flights/${specialFlights.fiftySeats}/availability`);
    expect(body).toEqual({ flightId: specialFlights.fiftySeats, capacity: 50, available: 50 });
    expect(headers.etag).toBeUndefined();
  });

  it('are public, whatever token comes along', async () => {
    expect((await call('GET', '/api/flights', { authorization: 'Bearer nonsense' })).status).toBe(200);
  });
});

describe('bookings', () => {
  it('are created, read, changed and cancelled', async () => {
    const created = await asAlice('POST', '/api/bookings').send(order);
    const { bookingId } = created.body;
    const path = `/api/bookings/${bookingId}`;
    expect([created.status, created.headers.location, created.headers.etag]).toEqual([201, path, '"1"']);

    const read = await asAlice('GET', path);
    expect([read.body, read.headers.etag]).toEqual([created.body, '"1"']);
    expect((await asAlice('GET', path, { 'if-none-match': '"1"' })).status).toBe(304);

    const passengers = [ada, { firstName: 'Charles', lastName: 'Babbage' }];
    const changed = await asAlice('PATCH', path, { 'if-match': '"1"' }).send({ passengers });
    expect([changed.status, changed.headers.etag]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({ passengers, seats: 2, totalCents: 19_800 });

    const cancelled = await asAlice('DELETE', path, { 'if-match': '"2"' });
    expect([cancelled.status, cancelled.text]).toEqual([204, '']);
    expect(cancelled.headers).not.toHaveProperty('content-type');
    expect((await asAlice('DELETE', path)).status).toBe(204);
    expect((await asAlice('GET', path)).body.status).toBe('cancelled');
  });

  it('are listed newest first, to their owner alone', async () => {
    const bob = `Bearer ${await test.issuer.sign('bob')}`;
    const older = await book();
    const newer = await book();
    const { body } = await asAlice('GET', '/api/bookings?limit=2');
    expect(body.items).toEqual([newer, older]);
    const others = await call('GET', '/api/bookings', { authorization: bob });
    expect(others.body).toEqual({ items: [], nextCursor: null });
    const peek = await call('GET', `/api/bookings/${older.bookingId}`, { authorization: bob });
    expect([peek.status, peek.body.code]).toEqual([404, 'booking.not-found']);
  });

  it('are made once per idempotency key', async () => {
    const key = { 'idempotency-key': 'once' };
    const first = await asAlice('POST', '/api/bookings', key).send(order);
    const again = await asAlice('POST', '/api/bookings', key).send(order);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = { ...order, flightId: specialFlights.fiftySeats };
    const conflict = await asAlice('POST', '/api/bookings', key).send(other);
    expect([conflict.status, conflict.body.code]).toEqual([409, 'booking.idempotency-conflict']);
  });

  it('are sold until no seat is left', async () => {
    const twins = { flightId: specialFlights.twoSeats, passengers: [ada, ada] };
    await book(twins);
    const { status, body } = await asAlice('POST', '/api/bookings').send(twins);
    expect([status, body.code]).toEqual([409, 'flight.sold-out']);
  });
});

describe('ledger entries', () => {
  it('are listed newest first, in pages', async () => {
    const { bookingId } = await book();
    const first = await asAlice('GET', '/api/loyalty/entries?limit=1');
    expect([first.headers['content-type'], first.headers.etag]).toEqual([json, undefined]);
    expect(first.body.items).toMatchObject([{ kind: 'accrual', points: 99, bookingId }]);
    const { nextCursor } = first.body;
    const second = await asAlice('GET', `/api/loyalty/entries?limit=100&cursor=${nextCursor}`);
    expect(second.body.items.at(-1)).toMatchObject({ kind: 'welcome', points: 50_000, bookingId: null });
    expect(second.body.nextCursor).toBeNull();
  });
});

describe('boarding passes', () => {
  const svg = 'image/svg+xml';
  it.each([
    { accept: undefined, mediaType: 'image/png', format: 'png' },
    { accept: '*/*', mediaType: 'image/png', format: 'png' },
    { accept: 'image/*', mediaType: 'image/png', format: 'png' },
    { accept: svg, mediaType: `${svg}; charset=utf-8`, format: 'svg' },
    { accept: `image/png;q=0.1, ${svg}`, mediaType: `${svg}; charset=utf-8`, format: 'svg' },
  ])('come as $format for Accept: $accept', async ({ accept, mediaType, format }) => {
    const { bookingId } = await book();
    const path = `/api/bookings/${bookingId}/boarding-pass`;
    const { status, headers, body } = await asAlice('GET', path, accept ? { accept } : {}).buffer();
    expect([status, headers['content-type'], headers.vary]).toEqual([200, mediaType, 'Accept']);
    expect(headers.etag).toBe(`"1-1-${format}"`);
    const start = Buffer.from(body).subarray(0, 4).toString('latin1');
    expect(start).toBe(format === 'png' ? '\x89PNG' : '<svg');
  });

  it('are refused for other media types, cancelled bookings and missing passengers', async () => {
    const { bookingId } = await book();
    const path = `/api/bookings/${bookingId}/boarding-pass`;
    const text = await asAlice('GET', path, { accept: 'text/html' });
    expect([text.status, text.body.code, text.headers.vary]).toEqual([
      406,
      'request.not-acceptable',
      'Accept',
    ]);
    const nobody = await asAlice('GET', `${path}?passenger=2`);
    expect([nobody.status, nobody.body.code]).toEqual([404, 'boarding-pass.passenger-not-found']);
    await asAlice('DELETE', `/api/bookings/${bookingId}`);
    const cancelled = await asAlice('GET', path);
    expect([cancelled.status, cancelled.body.code]).toEqual([409, 'booking.cancelled']);
  });
});

describe('HEAD', () => {
  it.each([
    '/api/flights',
    `/api/flights/${specialFlights.ordinary}/statistics`,
    '/api/bookings',
    '/api/loyalty',
    '/api/loyalty/entries',
    '/',
  ])('answers as GET %s, without the body', async (path) => {
    const get = await asAlice('GET', path);
    const head = await asAlice('HEAD', path);
    expect([head.status, head.text ?? '']).toEqual([get.status, '']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
  });
});
