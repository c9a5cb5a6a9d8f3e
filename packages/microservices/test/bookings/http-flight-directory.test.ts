import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpFlightDirectory } from '../../src/bookings/http-flight-directory.ts';

const flight = { flightId: 'f1', flightNumber: 'UL1' };
let server: Server | undefined;

afterEach(() => server?.closeAllConnections());
afterEach(() => server?.close());

const silence: RequestListener = () => {};

/** Asks a flights API which answers as told. */
async function find(answer: RequestListener, flightId = 'f1') {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  const timeoutMs = answer === silence ? 300 : 30_000;
  return createHttpFlightDirectory({ baseUrl, timeoutMs }).findFlight(flightId);
}

describe('createHttpFlightDirectory', () => {
  it('asks for the flight by its path', async () => {
    const paths: string[] = [];
    const answer: RequestListener = (request, response) => {
      paths.push(`${request.method} ${request.url}`);
      response.end(JSON.stringify(flight));
    };
    expect(await find(answer, 'a/b')).toEqual(flight);
    expect(paths).toEqual(['GET /api/flights/a%2Fb']);
  });

  it('finds nothing where the service says so', async () => {
    const body = JSON.stringify({ code: 'flight.not-found' });
    expect(await find((_, response) => response.writeHead(404).end(body))).toBeUndefined();
  });

  it('asks again when the connection breaks', async () => {
    let requests = 0;
    const answer: RequestListener = (request, response) => {
      if (++requests === 1) request.socket.destroy();
      else response.end(JSON.stringify(flight));
    };
    expect(await find(answer)).toEqual(flight);
    expect(requests).toBe(2);
  });

  it.each<[string, RequestListener]>([
    ['an unknown route', (_, response) => response.writeHead(404).end('{"message":"Not Found"}')],
    ['an error', (_, response) => response.writeHead(503).end('{}')],
    ['no JSON', (_, response) => response.end('<html>')],
    ['silence', silence],
    ['broken connections', ({ socket }) => socket.destroy()],
  ])('takes %s for flights.unavailable', async (_name, answer) => {
    await expect(find(answer)).rejects.toMatchObject({
      code: 'flights.unavailable',
      cause: expect.any(Error),
    });
  });
});
