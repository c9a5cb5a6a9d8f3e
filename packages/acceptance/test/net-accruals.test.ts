import type { Json } from '@unlith/parity';
import { expect, it } from 'vitest';
import { netAccruals } from '../src/net-accruals.ts';

const entry = (booking: string, points: number, kind = 'accrual', customer = 'CUSTOMER#ada'): Json => ({
  pk: { S: customer },
  sk: { S: `ENTRY#${booking}${points}` },
  bookingId: { S: booking },
  kind: { S: kind },
  points: { N: String(points) },
});

/** Booking and points of what is left. */
const list = (items: readonly Json[]) =>
  netAccruals(items).map((item) => {
    const { bookingId, points } = item as { bookingId?: { S: string }; points?: { N: string } };
    return [bookingId?.S, points?.N].join(' ');
  });

it.each<[what: string, items: readonly Json[], left: readonly string[]]>([
  ['entries that cancel each other out', [entry('a', 10), entry('a', -10)], []],
  ['entries of one booking, in any order', [entry('a', -4), entry('a', 10)], ['a 6']],
  ['an entry that was made twice', [entry('a', 10), entry('a', 10)], ['a 20']],
  ['bookings of their own', [entry('a', 10), entry('b', 10)], ['a 10', 'b 10']],
  ['customers of their own', [entry('a', 1), entry('a', 2, 'accrual', 'CUSTOMER#ben')], ['a 1', 'a 2']],
  ['debits and refunds as they are', [entry('a', -5, 'debit'), entry('a', 5, 'refund')], ['a -5', 'a 5']],
  ['items of other tables', [{ pk: { S: 'FLIGHT#a' } }], [' ']],
])('keeps of %s the sum', (_, items, left) => {
  expect(list(items)).toEqual(left);
});
