import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { DomainError, type LoyaltyProgram, type PointsOrder } from '@unlith/shared-model';
import { signRequest } from '../http/sign-request.ts';

export type LoyaltyApi = {
  /** With the API's stage; asked for with the first order, so that who needs no points needs no loyalty. */
  readonly baseUrl: () => string;
  /** For one order as a whole, default 5000: the function that does it may have to start first. */
  readonly timeoutMs?: number;
};

/**
 * The loyalty service, asked over its private API with the role of this function. A broken connection is tried once more:
 * loyalty does an order once for its key, whether or not the first try arrived.
 */
export function createHttpLoyaltyProgram({ baseUrl, timeoutMs = 5000 }: LoyaltyApi): LoyaltyProgram {
  const send = async (what: 'debits' | 'refunds', { customerId, ...order }: PointsOrder) => {
    const base = baseUrl().replace(/\/$/, '');
    const signal = AbortSignal.timeout(timeoutMs);
    const body = JSON.stringify(order);
    try {
      const url = new URL(`${base}/internal/loyalty/${toSegment(customerId)}/${what}`);
      const answer = await postJson(url, body, signal).catch(() => postJson(url, body, signal));
      assertDone(answer);
    } catch (cause) {
      if (cause instanceof DomainError) throw cause;
      const unavailable = new DomainError('loyalty.unavailable', 'The points could not be moved. Try again.');
      throw Object.assign(unavailable, { cause });
    }
  };
  return { debit: (order) => send('debits', order), refund: (order) => send('refunds', order) };
}

/**
 * Refuses what may arrive as somebody else: `.` and `..` are steps in a path even when they are encoded
 * (https://url.spec.whatwg.org/#double-dot-path-segment), and gateways decode a `%` once or twice.
 */
function toSegment(customerId: string): string {
  if (!/^\.{0,2}$|%/.test(customerId)) return encodeURIComponent(customerId);
  throw new Error(`No path can name the customer ${JSON.stringify(customerId)}.`);
}

type Answer = { readonly status: number; readonly body: string };

function postJson(url: URL, body: string, signal: AbortSignal): Promise<Answer> {
  const client = url.protocol === 'https:' ? https : http;
  const headers = signRequest({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body });
  return new Promise((resolve, reject) => {
    client
      .request(url, { method: 'POST', headers, signal }, (response) => {
        text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject);
      })
      .on('error', reject)
      .end(body);
  });
}

/** Only the service's own 402 means that there are too few points. */
function assertDone({ status, body }: Answer): void {
  if (status === 200) return;
  const code = 'loyalty.insufficient-points';
  if (status === 402 && JSON.parse(body).code === code) throw new DomainError(code, JSON.parse(body).detail);
  throw new Error(`The loyalty API answered ${status}: ${body.slice(0, 200)}`);
}
