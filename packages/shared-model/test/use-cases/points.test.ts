import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookingRecorded } from '../../src/events/index.ts';
import { accruePoints, debitPoints, getAccount, listEntries, refundPoints } from '../../src/index.ts';
import { airbus, countingIds, createMemoryAirline, now } from '../airline.ts';

type Airline = ReturnType<typeof createMemoryAirline>;

const customerId = 'customer-1';
const bookingId = countingIds().next();

type Step =
  | { readonly kind: 'debit' | 'refund'; readonly points: number; readonly key: string }
  | { readonly kind: 'earn' | 'lose'; readonly points: number };

const points = fc.integer({ min: 1, max: 60_000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('debit' as const, 'refund' as const),
    points,
    key: fc.constantFrom('key-1', 'key-2', 'key-3', 'key-4'),
  }),
  fc.record({ kind: fc.constantFrom('earn' as const, 'lose' as const), points }),
);

/** What the account must hold, by sums and a set of keys. */
type Book = { net: number; earned: number; version: number; readonly keys: Set<string> };

async function perform(airline: Airline, book: Book, todo: Step): Promise<void> {
  if (!('key' in todo)) {
    const earned = todo.kind === 'earn' ? todo.points : 0;
    book.net += earned - book.earned;
    Object.assign(book, { earned, version: book.version + 1 });
    await accruePoints(airline, recorded(book.version, earned));
    return;
  }
  const input = { bookingId, points: todo.points, key: todo.key };
  const isNew = !book.keys.has(todo.key);
  const isCovered = todo.kind === 'refund' || book.net >= todo.points;
  const move = (todo.kind === 'debit' ? debitPoints : refundPoints)(airline, { customerId, input });
  if (isNew && !isCovered) {
    await expect(move).rejects.toMatchObject({ code: 'loyalty.insufficient-points' });
    return;
  }
  if (isNew) book.net += todo.kind === 'debit' ? -todo.points : todo.points;
  book.keys.add(todo.key);
  expect(await move).toEqual({ customerId, points: Math.max(0, book.net) });
}

const recorded = (version: number, earned: number): BookingRecorded => ({
  bookingId,
  customerId,
  flightId: airbus.flightId,
  version,
  status: earned > 0 ? 'confirmed' : 'cancelled',
  seats: 1,
  totalCents: earned * 100,
  payWith: 'card',
  updatedAt: now.toISOString(),
});

const ledgerSum = async (airline: Airline) => {
  const { items } = await listEntries(airline, { customerId, query: { limit: '100' } });
  return items.reduce((sum, entry) => sum + entry.points, 0);
};

describe('points', () => {
  it('count once a key, are never shown negative, and are the sum of the ledger', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const airline = createMemoryAirline();
      const book = { net: 50_000, earned: 0, version: 0, keys: new Set<string>() };
      for (const todo of steps) {
        await perform(airline, book, todo);
        const account = await getAccount(airline, { customerId });
        expect(account.points).toBeGreaterThanOrEqual(0);
        expect(account.points).toBe(Math.max(0, book.net));
        expect(await ledgerSum(airline)).toBe(book.net);
      }
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it('are all back once a debit is reversed, in whatever order and however often the two come', async () => {
    const debit = { bookingId, points: 20_000, key: 'key' };
    const reversal = { ...debit, key: 'key#refund', reverses: 'key' };
    const orders = fc.array(fc.constantFrom('debit', 'reversal'), { maxLength: 6 });
    const property = fc.asyncProperty(orders, fc.boolean(), async (order, isAtOnce) => {
      const airline = createMemoryAirline();
      const act = (kind: string) =>
        kind === 'debit'
          ? debitPoints(airline, { customerId, input: debit })
          : refundPoints(airline, { customerId, input: reversal });
      if (isAtOnce) await Promise.all(order.map(act));
      else for (const kind of order) await act(kind);
      await act('reversal');
      await act('debit');
      expect(await getAccount(airline, { customerId })).toEqual({ customerId, points: 50_000 });
      expect(await ledgerSum(airline)).toBe(50_000);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it('go back as they were taken, whatever the reversal says', async () => {
    const airline = createMemoryAirline();
    await debitPoints(airline, { customerId, input: { bookingId, points: 300, key: 'key' } });
    const input = { bookingId, points: 999, key: 'key#refund', reverses: 'key' };
    expect(await refundPoints(airline, { customerId, input })).toEqual({ customerId, points: 50_000 });
  });

  it.each([
    ['/points', { points: 0 }],
    ['/points', { points: -5 }],
    ['/points', { points: 1.5 }],
    ['/points', { points: '5' }],
    ['/key', { key: '' }],
    ['/bookingId', { bookingId: 'none' }],
    ['/colour', { colour: 'red' }],
  ])('are not moved by what is wrong at %s: %j', async (path, wrong) => {
    const airline = createMemoryAirline();
    const input = { bookingId, points: 1, key: 'key', ...wrong };
    for (const move of [debitPoints, refundPoints]) {
      const violations = [expect.objectContaining({ path })];
      await expect(move(airline, { customerId, input })).rejects.toMatchObject({
        code: 'input.invalid',
        violations,
      });
    }
    expect(await airline.loyalty.findAccount(customerId)).toBeUndefined();
  });
});
