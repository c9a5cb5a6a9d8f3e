import '../environment.ts';
import { describe, expect, it } from 'vitest';
import { createHandler as createGetFlight } from '../../src/flights/get-flight.ts';
import { createHandler as createListFlights } from '../../src/flights/list-flights.ts';
import { createAirline, flightId } from '../airline.ts';
import { invoke } from '../http-event.ts';

const getFlight = createGetFlight(createAirline());
const listFlights = createListFlights(createAirline());

describe('get-flight', () => {
  it('answers the flight with its version as ETag', async () => {
    const { status, headers, body } = await invoke(getFlight, { pathParameters: { flightId } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ flightId, flightNumber: 'UL905', priceCents: 9900 });
    expect(headers).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'content-length': `${JSON.stringify(body).length}`,
      etag: '"1"',
    });
  });

  it('answers HEAD with the headers of GET', async () => {
    const get = await invoke(getFlight, { pathParameters: { flightId } });
    const head = await invoke(getFlight, { method: 'HEAD', pathParameters: { flightId } });
    expect(head).toMatchObject({ status: 200, headers: get.headers, body: undefined });
  });

  it.each(['01KDVDNA0000000000000000ZZ', 'nonsense', ''])('knows no flight "%s"', async (unknown) => {
    expect(await invoke(getFlight, { pathParameters: { flightId: unknown } })).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      body: {
        type: 'urn:problem:flight.not-found',
        title: 'Flight not found',
        status: 404,
        detail: 'There is no such flight.',
        code: 'flight.not-found',
      },
    });
  });
});

describe('list-flights', () => {
  it.each([
    ['from=LHR&to=JFK&date=2026-11-24', 1],
    ['from=LHR&to=JFK', 20],
    ['from=%4CHR&to=JFK&limit=2&unknown=1&unknown=2', 2],
    ['', 8],
  ])('answers "%s"', async (query, count) => {
    const { status, headers, body } = await invoke(listFlights, { query });
    expect([status, body.items.length]).toEqual([200, count]);
    expect(headers).not.toHaveProperty('etag');
  });

  it.each([
    ['limit=0', 'input.invalid', '/query/limit'],
    ['limit=5&limit=6', 'input.invalid', '/query/limit'],
    ['from=lhr', 'input.invalid', '/query/from'],
    ['cursor=AAAA', 'cursor.invalid', undefined],
  ])('refuses "%s"', async (query, code, path) => {
    const { status, body } = await invoke(listFlights, { query });
    expect([status, body.code, body.violations?.[0].path]).toEqual([400, code, path]);
  });
});
