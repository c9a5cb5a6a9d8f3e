import '../environment.ts';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { PointsOrder } from '@unlith/shared-model';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpLoyaltyProgram } from '../../src/bookings/http-loyalty-program.ts';

const order = { customerId: 'a/b c', bookingId: 'b1', points: 9900, key: 'b1#1' };
const { customerId: _, ...body } = order;
let server: Server | undefined;

afterEach(() => server?.closeAllConnections());
afterEach(() => server?.close());

/** Gives an order to a loyalty API which answers as told; resolves to all that the API heard. */
async function give(
  what: 'debit' | 'refund',
  answer: RequestListener,
  { given = order, timeoutMs = 30_000 }: { given?: PointsOrder; timeoutMs?: number } = {},
) {
  const heard: { request: IncomingMessage; body: unknown }[] = [];
  server = createServer(async (request, response) => {
    heard.push({ request, body: JSON.parse(await text(request)) });
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const baseUrl = () => `http://127.0.0.1:${port}/live/`;
  const outcome = createHttpLoyaltyProgram({ baseUrl, timeoutMs })[what](given);
  return { heard, error: await outcome.catch((error: Error) => error) };
}

const done: RequestListener = (_, response) => response.end('{"customerId":"a/b c","points":40100}');
const refuse =
  (status: number, answer: string): RequestListener =>
  (_, response) =>
    response.writeHead(status).end(answer);
const breakingOnce = (answer: RequestListener): RequestListener => {
  let requests = 0;
  return (request, response) => {
    if (++requests === 1) request.socket.destroy();
    else answer(request, response);
  };
};

describe('createHttpLoyaltyProgram', () => {
  it.each([
    ['debit', 'debits', {}],
    ['refund', 'refunds', { reverses: 'b1#1' }],
  ] as const)('posts a %s, signed, under the stage', async (what, collection, more) => {
    const { heard, error } = await give(what, done, { given: { ...order, ...more } });
    expect(error).toBeUndefined();
    expect(heard).toMatchObject([
      {
        request: {
          method: 'POST',
          url: `/live/internal/loyalty/a%2Fb%20c/${collection}`,
          headers: {
            'content-type': 'application/json',
            authorization: expect.stringMatching(
              /^AWS4-HMAC-SHA256 .*\/eu-west-1\/execute-api\/aws4_request/,
            ),
          },
        },
      },
    ]);
    expect(heard[0]?.body).toEqual({ ...body, ...more });
  });

  it('gives the same order once more when the connection breaks', async () => {
    const { heard, error } = await give('debit', breakingOnce(done));
    expect([error, heard.map((one) => one.body)]).toEqual([undefined, [body, body]]);
  });

  it('is told of too few points, in the words of loyalty', async () => {
    const problem = { code: 'loyalty.insufficient-points', detail: 'Too few.' };
    const { heard, error } = await give('debit', refuse(402, JSON.stringify(problem)));
    expect(error).toMatchObject({ name: 'DomainError', ...problem });
    expect(heard).toHaveLength(1);
  });

  it.each([
    ["a 402 that is not the service's own", refuse(402, '{"message":"Payment Required"}'), 1],
    ['a 402 without JSON', refuse(402, '<html>'), 1],
    ['no permission', refuse(403, '{"message":"Forbidden"}'), 1],
    ['refused input', refuse(400, '{"code":"input.invalid"}'), 1],
    ['its own unavailability', refuse(503, '{"code":"loyalty.unavailable"}'), 1],
    ['an unexpected error', refuse(500, '{"code":"server.unexpected"}'), 1],
    ['broken connections', ({ socket }) => socket.destroy(), 2],
    ['half an answer', (_, response) => response.write('{', () => response.destroy()), 2],
  ] as [string, RequestListener, number][])('takes %s for loyalty.unavailable', async (_, answer, tries) => {
    const { heard, error } = await give('refund', answer);
    expect(error).toMatchObject({ code: 'loyalty.unavailable', cause: expect.any(Error) });
    expect(heard).toHaveLength(tries);
  });

  it.each([
    ['silence', () => {}, 1],
    ['a broken connection, then silence', breakingOnce(() => {}), 2],
  ] as [string, RequestListener, number][])(
    'waits so long for %s, and not longer',
    async (_, answer, tries) => {
      const { heard, error } = await give('refund', answer, { timeoutMs: 3_000 });
      expect(error).toMatchObject({ code: 'loyalty.unavailable', cause: { name: 'AbortError' } });
      expect(heard).toHaveLength(tries);
    },
  );

  it.each(['.', '..', '', 'a%2Fb', '100%'])(
    'gives no order for customer %j, whom no path can name',
    async (customerId) => {
      const { heard, error } = await give('debit', done, { given: { ...order, customerId } });
      expect(error).toMatchObject({ code: 'loyalty.unavailable', cause: expect.any(Error) });
      expect(heard).toEqual([]);
    },
  );

  it.each(['...', '.a', 'google-oauth2|1', 'é'])('names customer %j', async (customerId) => {
    const { heard, error } = await give('debit', done, { given: { ...order, customerId } });
    expect(error).toBeUndefined();
    const url = `/live/internal/loyalty/${encodeURIComponent(customerId)}/debits`;
    expect(heard).toMatchObject([{ request: { url } }]);
  });

  it('takes an API that is not there for loyalty.unavailable', async () => {
    const program = createHttpLoyaltyProgram({ baseUrl: () => 'http://127.0.0.1:1' });
    await expect(program.debit(order)).rejects.toMatchObject({ code: 'loyalty.unavailable' });
  });

  it('asks for its address only with an order', async () => {
    const baseUrl = () => {
      throw new Error('LOYALTY_API_URL is not set');
    };
    const program = createHttpLoyaltyProgram({ baseUrl });
    await expect(program.debit(order)).rejects.toThrow('LOYALTY_API_URL');
  });
});
