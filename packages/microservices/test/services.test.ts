import './environment.ts';
import { flightsTable } from '@unlith/shared-model/tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpHandler } from '../src/http/answering.ts';
import { type FunctionDescription, services } from '../src/index.ts';
import { ada, flightId, grace } from './airline.ts';
import { invoke } from './http-event.ts';
import { startRecordingServer } from './recording-server.ts';

const tables = services.flatMap((service) => service.tables);
const functions = services.flatMap((service) =>
  service.functions.map((description) => ({ ...description, service })),
);
const bookingId = '01KDVDNB000000000000000001';

/** A departure far ahead, which is also an item of DynamoDB with all that any use case reads. */
const flight = {
  flightId,
  flightNumber: 'UL1',
  from: 'LHR',
  to: 'JFK',
  departsAt: '2999-01-01T00:00:00.000Z',
};
const item = {
  flightId: { S: flightId },
  bookingId: { S: bookingId },
  flight: { M: Object.fromEntries(Object.entries(flight).map(([name, value]) => [name, { S: value }])) },
  status: { S: 'confirmed' },
  passengers: { L: [{ M: { firstName: { S: 'Ada' }, lastName: { S: 'Lovelace' } } }] },
  seats: { N: '1' },
  seatPriceCents: { N: '1' },
  version: { N: '1' },
  expiresAt: { N: '0' },
};

let server: Awaited<ReturnType<typeof startRecordingServer>>;
beforeAll(async () => {
  server = await startRecordingServer((operation) => {
    if (operation === 'GetItem') return { Item: item };
    return operation ? {} : { ...flight, priceCents: 1, currency: 'EUR' };
  });
  process.env.AWS_ENDPOINT_URL = server.url;
  process.env.FLIGHTS_API_URL = server.url;
});
afterAll(() => server.close());

const load = async ({ entry }: FunctionDescription): Promise<HttpHandler> => (await import(entry)).handler;

/** Requests that together make a function do all that it ever does. */
const requests = [
  { query: 'from=LHR&to=JFK' },
  { query: '', json: { flightId, passengers: [ada] }, headers: { 'idempotency-key': 'key' } },
  { json: { passengers: [ada, grace] } },
].map((request) => ({ customerId: 'me', pathParameters: { flightId, bookingId }, ...request }));

describe('services', () => {
  it('name each function, table and route key once', () => {
    for (const names of [
      functions.map(({ name }) => name),
      tables.map(({ name }) => name),
      functions.flatMap(({ routeKeys }) => routeKeys),
    ]) {
      expect(new Set(names).size).toBe(names.length);
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

  it('guard all bookings, and nothing else', () => {
    for (const { routeKeys, auth } of functions) {
      const isBookings = routeKeys.every((routeKey) => routeKey.includes(' /api/bookings'));
      expect(auth).toBe(isBookings ? 'jwt' : 'none');
    }
  });

  it('name indexes that exist', () => {
    const indexes = functions.flatMap(({ grants }) => grants.flatMap(({ index }) => index ?? []));
    expect(indexes.sort()).toEqual(flightsTable.indexes.map(({ name }) => name).sort());
  });
});

describe.each(functions)('function $name', (description) => {
  it('exports a handler without callback', async () => {
    expect((await load(description)).length).toBeLessThanOrEqual(2);
  });

  it('calls DynamoDB for exactly what it is granted', async () => {
    const handler = await load(description);
    for (const request of requests) await invoke(handler, request);
    const granted = description.grants.flatMap(({ table, index, actions }) =>
      actions.map((action) => `${action} ${table}-table${index ? `/${index}` : ''}`),
    );
    expect(server.takeCalls()).toEqual(granted.sort());
  });
});
