import type { HttpRequest, HttpResponse } from '@unlith/parity';
import { specialFlights } from '@unlith/shared-model/seed';
import { getLocation, type StageClient } from './stage-client.ts';

/** A function of the split, and the request with which both stages are measured. */
export interface Subject {
  readonly functionName: string;
  readonly routeKey: string;
  /** Makes the next request. What it needs beforehand, such as a booking to cancel, is not timed. */
  prepare(client: StageClient): Promise<HttpRequest>;
  /** Undoes what the request did, not timed: seats are fewer than samples. */
  undo?(client: StageClient, response: HttpResponse): Promise<unknown>;
}

const flight = `/api/flights/${specialFlights.ordinary}`;
const passengers = [{ firstName: 'Ada', lastName: 'Lovelace' }];
const order = (client: StageClient) =>
  client.request('POST', '/api/bookings', { flightId: specialFlights.ordinary, passengers });
const book = async (client: StageClient) => getLocation(await client.send(order(client)));

const read =
  (path: string): Subject['prepare'] =>
  async (client) =>
    client.request('GET', path);

/** The same booking for every request to a stage. */
function ofOneBooking(toRequest: (client: StageClient, path: string) => HttpRequest): Subject['prepare'] {
  const paths = new WeakMap<StageClient, Promise<string>>();
  return async (client) => {
    const path = paths.get(client) ?? book(client);
    paths.set(client, path);
    return toRequest(client, await path);
  };
}

export const subjects: readonly Subject[] = [
  {
    functionName: 'list-flights',
    routeKey: 'GET /api/flights',
    prepare: read('/api/flights?from=LHR&to=JFK'),
  },
  { functionName: 'get-flight', routeKey: 'GET /api/flights/{flightId}', prepare: read(flight) },
  {
    functionName: 'get-availability',
    routeKey: 'GET /api/flights/{flightId}/availability',
    prepare: read(`${flight}/availability`),
  },
  {
    functionName: 'create-booking',
    routeKey: 'POST /api/bookings',
    prepare: async (client) => order(client),
    undo: (client, response) => client.send(client.request('DELETE', getLocation(response))),
  },
  {
    functionName: 'get-statistics',
    routeKey: 'GET /api/flights/{flightId}/statistics',
    prepare: read(`${flight}/statistics`),
  },
  { functionName: 'get-account', routeKey: 'GET /api/loyalty', prepare: read('/api/loyalty') },
  {
    functionName: 'list-entries',
    routeKey: 'GET /api/loyalty/entries',
    prepare: read('/api/loyalty/entries'),
  },
  { functionName: 'list-bookings', routeKey: 'GET /api/bookings', prepare: read('/api/bookings?limit=20') },
  {
    functionName: 'get-booking',
    routeKey: 'GET /api/bookings/{bookingId}',
    prepare: ofOneBooking((client, path) => client.request('GET', path)),
  },
  {
    functionName: 'change-booking',
    routeKey: 'PATCH /api/bookings/{bookingId}',
    prepare: ofOneBooking((client, path) => client.request('PATCH', path, { passengers })),
  },
  {
    functionName: 'cancel-booking',
    routeKey: 'DELETE /api/bookings/{bookingId}',
    prepare: async (client) => client.request('DELETE', await book(client)),
  },
  {
    functionName: 'get-boarding-pass',
    routeKey: 'GET /api/bookings/{bookingId}/boarding-pass',
    prepare: ofOneBooking((client, path) => client.request('GET', `${path}/boarding-pass`)),
  },
];
