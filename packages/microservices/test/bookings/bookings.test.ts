import '../environment.ts';
import { DomainError } from '@unlith/shared-model';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHandler as createCancelBooking } from '../../src/bookings/cancel-booking.ts';
import { createHandler as createChangeBooking } from '../../src/bookings/change-booking.ts';
import { createHandler as createCreateBooking } from '../../src/bookings/create-booking.ts';
import { createHandler as createGetAvailability } from '../../src/bookings/get-availability.ts';
import { createHandler as createGetBooking } from '../../src/bookings/get-booking.ts';
import { createHandler as createListBookings } from '../../src/bookings/list-bookings.ts';
import { ada, createAirline, flightId, grace } from '../airline.ts';
import { invoke } from '../http-event.ts';

const createHandlers = (airline = createAirline()) => ({
  create: createCreateBooking(airline),
  list: createListBookings(airline),
  get: createGetBooking(airline),
  change: createChangeBooking(airline),
  cancel: createCancelBooking(airline),
  availability: createGetAvailability(airline),
});

const me = { customerId: 'customer-1' };
const order = { ...me, method: 'POST', json: { flightId, passengers: [ada] } };
let handlers: ReturnType<typeof createHandlers>;
let own: typeof me & { pathParameters: { bookingId: string } };

beforeEach(async () => {
  handlers = createHandlers();
  const { body } = await invoke(handlers.create, order);
  own = { ...me, pathParameters: { bookingId: body.bookingId } };
});

describe("a booking's life", () => {
  it('is created with its place and version', async () => {
    const { status, headers, body } = await invoke(handlers.create, order);
    expect(status).toBe(201);
    expect(headers).toMatchObject({ location: `/api/bookings/${body.bookingId}`, etag: '"1"' });
    expect(body).toMatchObject({ customerId: 'customer-1', flightId, passengers: [ada], totalCents: 9900 });
  });

  it('is read, listed, changed and cancelled', async () => {
    expect(await invoke(handlers.get, own)).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    const changed = await invoke(handlers.change, {
      ...own,
      method: 'PATCH',
      json: { passengers: [ada, grace] },
    });
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { totalCents: 19_800 } });
    const cancelled = await invoke(handlers.cancel, { ...own, method: 'DELETE' });
    expect(cancelled).toMatchObject({ status: 204, headers: {}, body: undefined });
    expect(cancelled.headers).toEqual({});
    const { body } = await invoke(handlers.list, me);
    expect(body).toMatchObject({ items: [{ status: 'cancelled', version: 3 }], nextCursor: null });
  });

  it('is created once for an idempotency key', async () => {
    const keyed = { ...order, headers: { 'idempotency-key': 'key' } };
    const first = await invoke(handlers.create, keyed);
    const { requestId: _, ...again } = await invoke(handlers.create, keyed);
    expect(first).toMatchObject(again);
    const { body } = await invoke(handlers.availability, { pathParameters: { flightId } });
    expect(body).toEqual({ flightId, capacity: 180, available: 178 });
  });
});

describe('a booking paid with points', () => {
  const { customerId } = me;
  const byPoints = { ...order, json: { ...order.json, payWith: 'points' } };
  let airline: ReturnType<typeof createAirline>;
  const points = async () => (await airline.loyalty.findAccount(customerId))?.net;

  beforeEach(() => {
    airline = createAirline();
    handlers = createHandlers(airline);
  });

  it('takes its price, then the difference of a change, and gives all back', async () => {
    const { status, body } = await invoke(handlers.create, byPoints);
    expect([status, body.payWith, await points()]).toEqual([201, 'points', 40_100]);
    const { bookingId } = body;
    const mine = { ...me, pathParameters: { bookingId } };
    await invoke(handlers.change, { ...mine, method: 'PATCH', json: { passengers: [ada, grace] } });
    expect(await points()).toBe(30_200);
    await invoke(handlers.cancel, { ...mine, method: 'DELETE' });
    expect(await points()).toBe(50_000);
  });

  it('is refused for too few points, and takes neither points nor seats', async () => {
    const json = { ...byPoints.json, passengers: Array(6).fill(ada) };
    const answer = await invoke(handlers.create, { ...byPoints, json });
    expect([answer.status, answer.body.code]).toEqual([402, 'loyalty.insufficient-points']);
    const { body } = await invoke(handlers.availability, { pathParameters: { flightId } });
    expect([body.available, await points()]).toEqual([180, 50_000]);
  });

  it('is refused without loyalty, while a card still pays', async () => {
    const unavailable = async () => {
      throw new DomainError('loyalty.unavailable', 'The points could not be moved. Try again.');
    };
    handlers = createHandlers({ ...airline, program: { debit: unavailable, refund: unavailable } });
    const answer = await invoke(handlers.create, byPoints);
    expect([answer.status, answer.body.code]).toEqual([503, 'loyalty.unavailable']);
    expect((await invoke(handlers.create, order)).status).toBe(201);
  });
});

describe('refusals', () => {
  const change = { method: 'PATCH', json: { passengers: [grace] } };
  const create = { ...order, headers: {} };

  it.each([
    [
      'unknown flight',
      'create',
      { ...create, json: { flightId: 'x', passengers: [ada] } },
      404,
      'flight.not-found',
    ],
    ['no passengers', 'create', { ...create, json: { flightId } }, 400, 'input.invalid'],
    ['cash', 'create', { ...create, json: { ...order.json, payWith: 'cash' } }, 400, 'input.invalid'],
    [
      'empty body',
      'create',
      { ...me, headers: { 'content-type': 'application/json' } },
      400,
      'input.invalid',
    ],
    ['bad key', 'create', { ...create, headers: { 'idempotency-key': 'a b' } }, 400, 'input.invalid'],
    [
      'form',
      'create',
      { ...me, headers: { 'content-type': 'x' }, body: 'a=b' },
      415,
      'request.unsupported-media-type',
    ],
    ["another's booking", 'get', { customerId: 'customer-2' }, 404, 'booking.not-found'],
    ['malformed id', 'get', { pathParameters: { bookingId: 'x' } }, 404, 'booking.not-found'],
    ['old version', 'change', { ...change, headers: { 'if-match': '"7"' } }, 412, 'booking.version-conflict'],
    ['weak version', 'cancel', { headers: { 'if-match': 'W/"1"' } }, 412, 'booking.version-conflict'],
    ['bad limit', 'list', { query: 'limit=ten' }, 400, 'input.invalid'],
    ['bad cursor', 'list', { query: 'cursor=ten' }, 400, 'cursor.invalid'],
    ['unknown flight', 'availability', { pathParameters: { flightId: 'x' } }, 404, 'flight.not-found'],
  ] as const)('%s: %s', async (_name, handler, request, status, code) => {
    const answer = await invoke(handlers[handler], { ...own, ...request });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers).not.toHaveProperty('etag');
  });

  it('of a token without subject, in the words of the gateway', async () => {
    expect(await invoke(handlers.get, { ...own, customerId: null })).toMatchObject({
      status: 401,
      headers: {
        'www-authenticate': 'Bearer scope="" error="invalid_token"',
        'content-type': 'application/json',
      },
      body: { message: 'Unauthorized' },
    });
  });
});
