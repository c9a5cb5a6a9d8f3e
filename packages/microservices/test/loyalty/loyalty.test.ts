import '../environment.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHandler as createAccruePoints } from '../../src/loyalty/accrue-points.ts';
import { createHandler as createDebitPoints } from '../../src/loyalty/debit-points.ts';
import { createHandler as createGetAccount } from '../../src/loyalty/get-account.ts';
import { createHandler as createListEntries } from '../../src/loyalty/list-entries.ts';
import { createHandler as createRefundPoints } from '../../src/loyalty/refund-points.ts';
import { createAirline } from '../airline.ts';
import { invoke } from '../http-event.ts';
import { createQueueEvent, eventBody } from '../queue-event.ts';
import { recorded } from '../recorded.ts';
import { createRestEvent } from '../rest-event.ts';

const createHandlers = (airline = createAirline()) => ({
  account: createGetAccount(airline),
  entries: createListEntries(airline),
  debit: createDebitPoints(airline),
  refund: createRefundPoints(airline),
  accrue: createAccruePoints(airline),
});

const customerId = 'me';
const { bookingId } = recorded;
const order = { bookingId, points: 9900, key: 'b#1' };
let handlers: ReturnType<typeof createHandlers>;

beforeEach(() => {
  handlers = createHandlers();
});

async function move(what: 'debit' | 'refund', json: unknown, encodedCustomerId = customerId) {
  const event = createRestEvent({ pathParameters: { customerId: encodedCustomerId }, json });
  const { statusCode, headers, body } = await handlers[what](event);
  return { status: statusCode, headers, body: JSON.parse(String(body)) };
}

const accrue = (...details: object[]) => handlers.accrue(createQueueEvent(...details.map(eventBody)));
const balance = async () => (await invoke(handlers.account, { customerId })).body.points;
const entries = async (query = '') => (await invoke(handlers.entries, { customerId, query })).body;

describe('an account', () => {
  it('is there for whoever asks, with its welcome', async () => {
    const answer = await invoke(handlers.account, { customerId });
    expect([answer.status, answer.body]).toEqual([200, { customerId, points: 50_000 }]);
    const welcome = {
      kind: 'welcome',
      points: 50_000,
      bookingId: null,
      createdAt: '2026-11-22T08:00:00.000Z',
    };
    expect(await entries()).toEqual({
      items: [{ ...welcome, entryId: expect.stringMatching(/^[0-9A-Z]{26}$/) }],
      nextCursor: null,
    });
  });

  it('lists its entries newest first, in pages', async () => {
    await move('debit', order);
    await accrue(recorded);
    const first = await entries('limit=2');
    expect(first.items).toMatchObject([
      { kind: 'accrual', points: 99, bookingId },
      { kind: 'debit', points: -9900, bookingId },
    ]);
    const second = await entries(`limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ kind: 'welcome' }], nextCursor: null });
  });

  it.each(['account', 'entries'] as const)("is nobody's without a subject: %s", async (handler) => {
    expect((await invoke(handlers[handler], { customerId: null })).status).toBe(401);
  });

  it.each([
    ['limit=0', 'input.invalid'],
    ['cursor=elsewhere', 'cursor.invalid'],
  ])('refuses ?%s', async (query, code) => {
    expect(await invoke(handlers.entries, { customerId, query })).toMatchObject({
      status: 400,
      body: { code },
    });
  });
});

describe('the private routes', () => {
  it('move points once for a key, and tell what is left', async () => {
    const left = { status: 200, body: { customerId, points: 40_100 } };
    expect(await move('debit', order)).toMatchObject(left);
    expect(await move('debit', order)).toMatchObject(left);
    const refund = { ...order, key: 'b#1#refund', reverses: 'b#1' };
    const back = { status: 200, body: { customerId, points: 50_000 } };
    expect(await move('refund', refund)).toMatchObject(back);
    expect(await move('refund', refund)).toMatchObject(back);
  });

  it('rule out a debit that is reversed before it comes', async () => {
    await move('refund', { ...order, key: 'b#1#refund', reverses: 'b#1' });
    await move('debit', order);
    expect(await balance()).toBe(50_000);
  });

  it('name the customer by a path that was encoded', async () => {
    expect((await move('debit', order, 'a%2Fb%20c')).body.customerId).toBe('a/b c');
  });

  it.each([
    ['debit', { ...order, points: 50_001 }, 402, 'loyalty.insufficient-points'],
    ['debit', { ...order, points: 0 }, 400, 'input.invalid'],
    ['debit', { ...order, points: 1.5 }, 400, 'input.invalid'],
    ['debit', { ...order, reverses: 'b#0' }, 400, 'input.invalid'],
    ['refund', { ...order, bookingId: 'x' }, 400, 'input.invalid'],
    ['refund', { ...order, key: '' }, 400, 'input.invalid'],
    ['refund', 'text', 400, 'request.malformed-json'],
  ] as const)('refuse a %s of %j', async (what, json, status, code) => {
    const answer = await move(what, json);
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'x-request-id': expect.any(String),
    });
    expect(await balance()).toBe(50_000);
  });
});

describe('accrual', () => {
  const cancelled = { ...recorded, version: 3, status: 'cancelled' };

  it.each([
    ['a booking', [recorded], 99],
    ['the same twice', [recorded, recorded], 99],
    ['less than a euro', [{ ...recorded, totalCents: 99 }], 0],
    ['points', [{ ...recorded, payWith: 'points' }], 0],
    ['a change', [recorded, { ...recorded, version: 3, totalCents: 19_899 }], 198],
    ['a cancellation', [recorded, cancelled], 0],
    ['a cancellation that comes first', [cancelled, recorded], 0],
  ])('of %s', async (_what, details, points) => {
    expect(await accrue(...details)).toEqual({ batchItemFailures: [] });
    expect(await balance()).toBe(50_000 + points);
  });

  it('may leave an account in debt, which shows as nothing to spend', async () => {
    await accrue(recorded);
    await move('debit', { ...order, points: 50_099 });
    await accrue(cancelled);
    expect(await balance()).toBe(0);
    expect(await move('debit', { ...order, points: 1, key: 'b#2' })).toMatchObject({ status: 402 });
  });
});
