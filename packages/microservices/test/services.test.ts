import './environment.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type FunctionDescription, services } from '../src/index.ts';
import { ada, flightId, grace } from './airline.ts';
import { createEvent } from './http-event.ts';
import { createQueueEvent, eventBody } from './queue-event.ts';
import { recorded } from './recorded.ts';
import { startRecordingServer } from './recording-server.ts';
import { createRestEvent } from './rest-event.ts';

const tables = services.flatMap((service) => service.tables);
const functions = services.flatMap((service) =>
  service.functions.map((description) => ({ ...description, service })),
);
const { bookingId } = recorded;

/** A departure far ahead, which is also an item of DynamoDB with all that any use case reads. */
const flight = {
  flightId,
  flightNumber: 'UL1',
  from: 'LHR',
  to: 'JFK',
  departsAt: '2999-01-01T00:00:00.000Z',
};
const booking = {
  bookingId,
  customerId: 'me',
  flight,
  status: 'confirmed',
  passengers: [ada],
  seats: 1,
  seatPriceCents: 1,
  totalCents: 1,
  payWith: 'points',
  version: 1,
};
const payment = {
  paymentId: 'p',
  booking,
  points: 1,
  key: 'k',
  state: 'debiting',
  startedAt: flight.departsAt,
};
const totals = { confirmedBookings: 1, cancelledBookings: 0, seatsSold: 1, revenueCents: 1 };
const item = { ...flight, ...booking, ...payment, ...totals, expiresAt: 0, net: 1 };

const purse = 5;
const tooDear = { status: 402, body: { code: 'loyalty.insufficient-points', detail: 'Too few points.' } };

let server: Awaited<ReturnType<typeof startRecordingServer>>;
beforeAll(async () => {
  server = await startRecordingServer({
    database(operation, { TableName, isFirst }) {
      // Loyalty hears of the customer for the first time.
      if (TableName === 'loyalty-table' && isFirst) return {};
      return { GetItem: { Item: item }, Query: { Items: [item] } }[operation] ?? {};
    },
    api(url, { points }) {
      if (url.endsWith('/debits') && Number(points) > purse) return tooDear;
      return { status: 200, body: { ...flight, priceCents: 1, currency: 'EUR' } };
    },
  });
  for (const name of ['AWS_ENDPOINT_URL', 'FLIGHTS_API_URL', 'LOYALTY_API_URL']) vi.stubEnv(name, server.url);
});
afterAll(() => {
  vi.unstubAllEnvs();
  return server.close();
});

const load = async ({ entry }: FunctionDescription): Promise<(event: object) => Promise<unknown>> =>
  (await import(entry)).handler;

/** Requests that together make a function do all that it ever does; nine seats cost more than there is. */
const seatsFor = (...passengers: object[]) => ({ flightId, passengers, payWith: 'points' });
const requests = [
  { query: 'from=LHR&to=JFK' },
  { query: '', json: seatsFor(ada), headers: { 'idempotency-key': 'key' } },
  { query: '', json: seatsFor(...Array(9).fill(ada)) },
  { json: { passengers: [ada, grace] } },
  { json: { passengers: Array(9).fill(ada) } },
].map((request) => createEvent({ customerId: 'me', pathParameters: { flightId, bookingId }, ...request }));
const order = { bookingId, points: 1, key: 'k' };
const orders = [order, { ...order, reverses: 'd' }].map((json) =>
  createRestEvent({ pathParameters: { customerId: 'me' }, json }),
);

function eventsFor({ privateRouteKeys, consumes, schedule }: FunctionDescription): object[] {
  if (privateRouteKeys) return orders;
  if (consumes) return [createQueueEvent(eventBody(recorded))];
  return schedule ? [{}] : requests;
}

describe('services', () => {
  it('name each function, table and route key once', () => {
    for (const names of [
      functions.map(({ name }) => name),
      tables.map(({ name }) => name),
      functions.flatMap(({ routeKeys }) => routeKeys),
      functions.flatMap(({ privateRouteKeys = [] }) => privateRouteKeys),
    ]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('reach each function in one way', () => {
    for (const { name, routeKeys, privateRouteKeys, consumes, schedule } of functions) {
      const ways = [routeKeys.length > 0, privateRouteKeys, consumes, schedule].filter(Boolean);
      expect(ways.length, name).toBe(1);
    }
  });

  it('own what their functions are granted, and read the variables of no other table', () => {
    for (const { service, grants, environment } of functions) {
      const own = service.tables.map(({ name }) => name);
      expect(own).toEqual(expect.arrayContaining(grants.map(({ table }) => table)));
      const foreign = tables.filter(({ name }) => !own.includes(name));
      for (const { environmentVariable } of foreign) expect(environment).not.toContain(environmentVariable);
    }
  });

  it('let nobody delete', () => {
    const actions = functions.flatMap(({ grants }) => grants.flatMap((grant) => grant.actions));
    expect(actions).not.toContain('dynamodb:DeleteItem');
  });

  it('guard all bookings and points, and nothing else', () => {
    for (const { name, routeKeys, auth } of functions) {
      const isPersonal = routeKeys.some((routeKey) => / \/api\/(bookings|loyalty)\b/.test(routeKey));
      expect(auth, name).toBe(isPersonal ? 'jwt' : 'none');
    }
  });

  it('name indexes that exist', () => {
    const granted = functions.flatMap(({ grants }) => grants.flatMap(({ index }) => index ?? []));
    const indexes = tables.flatMap((table) => table.indexes.map(({ name }) => name));
    expect(granted.sort()).toEqual(indexes.sort());
  });

  it("call other services' private routes, and know their address only then", () => {
    for (const { name, service, calls = [], environment } of functions) {
      const others = functions.filter((other) => other.service !== service);
      const offered = others.flatMap(({ privateRouteKeys = [] }) => privateRouteKeys);
      expect(offered, name).toEqual(expect.arrayContaining([...calls]));
      expect(environment.includes('LOYALTY_API_URL'), name).toBe(calls.length > 0);
    }
  });
});

describe.each(functions)('function $name', (description) => {
  it('exports a handler without callback', async () => {
    expect((await load(description)).length).toBeLessThanOrEqual(2);
  });

  it('calls DynamoDB and private routes for exactly what it is granted', async () => {
    const handler = await load(description);
    for (const event of eventsFor(description)) await handler(event);
    const { grants, calls = [] } = description;
    const granted = grants.flatMap(({ table, index, actions }) =>
      actions.map((action) => `${action} ${table}-table${index ? `/${index}` : ''}`),
    );
    const invokes = calls.map((routeKey) => `execute-api:Invoke ${routeKey}`);
    expect(server.takeCalls()).toEqual([...granted, ...invokes].sort());
  });
});
