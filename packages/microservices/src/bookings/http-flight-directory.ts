import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { DomainError, type Flight, type FlightDirectory } from '@unlith/shared-model';

/** `timeoutMs` is for one question as a whole, default 5000: who answers it may have to start first, the whole lith even. */
export type FlightsApi = { readonly baseUrl: string; readonly timeoutMs?: number };

/**
 * The flights service, asked over HTTP: `GET {baseUrl}/api/flights/{flightId}`. On Node's own client, because fetch
 * costs a cold start some 60 ms. A broken connection is tried once more: a kept one may have been closed by the other
 * side while this environment was frozen.
 */
export const createHttpFlightDirectory = ({ baseUrl, timeoutMs = 5000 }: FlightsApi): FlightDirectory => ({
  async findFlight(flightId) {
    const url = new URL(`/api/flights/${encodeURIComponent(flightId)}`, baseUrl);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return toFlight(await get(url, signal).catch(() => get(url, signal)));
    } catch (cause) {
      const unavailable = new DomainError(
        'flights.unavailable',
        'The flight could not be looked up. Try again.',
      );
      throw Object.assign(unavailable, { cause });
    }
  },
});

type Answer = { readonly status: number; readonly body: string };

function get(url: URL, signal: AbortSignal): Promise<Answer> {
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    client
      .get(url, { signal }, (response) => {
        text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
      })
      .on('error', reject);
  });
}

/** Only the service's own 404 means that there is no such flight; the gateway's means that there is no such route. */
function toFlight({ status, body }: Answer): Flight | undefined {
  if (status === 200) return JSON.parse(body);
  if (status === 404 && JSON.parse(body).code === 'flight.not-found') return undefined;
  throw new Error(`The flights API answered ${status}: ${body.slice(0, 200)}`);
}
