import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { BookingRecorded } from '../../src/events/index.ts';
import { accruePoints, getAccount, getStatistics, listEntries, recordStatistics } from '../../src/index.ts';
import { airbus, countingIds, createMemoryAirline, now } from '../airline.ts';

type Airline = ReturnType<typeof createMemoryAirline>;

const customerId = 'customer-1';
const { flightId } = airbus;

/** One booking's versions. */
const history = fc
  .record({
    payWith: fc.constantFrom('card' as const, 'points' as const),
    writes: fc.array(fc.record({ seats: fc.integer({ min: 1, max: 9 }), priceCents: fc.nat(99_999) }), {
      minLength: 1,
      maxLength: 5,
    }),
    isCancelled: fc.boolean(),
  })
  .map(({ payWith, writes, isCancelled }) => {
    const versions = isCancelled ? [...writes, ...writes.slice(-1)] : writes;
    return versions.map(({ seats, priceCents }, index) => ({
      customerId,
      flightId,
      version: index + 1,
      status: index < writes.length ? ('confirmed' as const) : ('cancelled' as const),
      seats,
      totalCents: seats * priceCents,
      payWith,
      updatedAt: now.toISOString(),
    }));
  });

const histories = fc.array(history, { minLength: 1, maxLength: 4 }).map((all) => {
  const ids = countingIds();
  return all.map((versions): BookingRecorded[] => {
    const bookingId = ids.next();
    return versions.map((version) => ({ bookingId, ...version }));
  });
});

/** Every event at least once, some twice, in any order. */
const deliveries = histories.chain((all) => {
  const events = all.flat();
  const again = fc.subarray(events);
  const order = again.chain((some) =>
    fc.shuffledSubarray([...events, ...some], { minLength: events.length + some.length }),
  );
  return fc.record({ all: fc.constant(all), order });
});

const deliver = async (airline: Airline, event: BookingRecorded) => {
  await accruePoints(airline, event);
  await recordStatistics(airline, event);
};

/** What the bookings' last versions alone imply. */
function imply(all: readonly BookingRecorded[][]) {
  const last = all.flatMap((versions) => versions.slice(-1));
  const confirmed = last.filter(({ status }) => status === 'confirmed');
  const sum = (amount: (event: BookingRecorded) => number) =>
    confirmed.reduce((total, event) => total + amount(event), 0);
  return {
    points:
      50_000 + sum(({ payWith, totalCents }) => (payWith === 'card' ? Math.floor(totalCents / 100) : 0)),
    statistics: {
      flightId,
      confirmedBookings: confirmed.length,
      cancelledBookings: last.length - confirmed.length,
      seatsSold: sum(({ seats }) => seats),
      revenueCents: sum(({ totalCents }) => totalCents),
    },
  };
}

async function expectImplied(airline: Airline, all: readonly BookingRecorded[][]) {
  const { points, statistics } = imply(all);
  const { items } = await listEntries(airline, { customerId, query: { limit: '100' } });
  expect(items.reduce((sum, entry) => sum + entry.points, 0)).toBe(points);
  expect(await getAccount(airline, { customerId })).toEqual({ customerId, points });
  expect(await getStatistics(airline, { flightId })).toEqual(statistics);
}

describe('events of bookings', () => {
  it('give the same account and statistics in any order, however often they come', async () => {
    const property = fc.asyncProperty(deliveries, async ({ all, order }) => {
      const airline = createMemoryAirline();
      for (const event of order) await deliver(airline, event);
      await expectImplied(airline, all);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it('give the same when they come all at once', async () => {
    const property = fc.asyncProperty(deliveries, async ({ all, order }) => {
      const airline = createMemoryAirline();
      await Promise.all(order.map((event) => deliver(airline, event)));
      await expectImplied(airline, all);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it('take one write when a booking is new, and two when it is known', async () => {
    const airline = createMemoryAirline();
    await getAccount(airline, { customerId });
    const moves = [vi.spyOn(airline.loyalty, 'moveAccrual'), vi.spyOn(airline.statistics, 'moveShare')];
    const recorded = { customerId, flightId, bookingId: countingIds().next(), status: 'confirmed' as const };
    const event = { ...recorded, seats: 1, totalCents: 9900, payWith: 'card' as const };
    for (const [version, calls] of [
      [1, 1],
      [2, 3],
    ] as const) {
      await deliver(airline, { ...event, version, updatedAt: now.toISOString() });
      for (const move of moves) expect(move).toHaveBeenCalledTimes(calls);
    }
  });

  it('move nothing any more once a later version is known', async () => {
    const property = fc.asyncProperty(histories, async (all) => {
      const airline = createMemoryAirline();
      for (const event of all.flat()) await deliver(airline, event);
      for (const event of all.flat()) {
        expect(await accruePoints(airline, event)).toBe('known');
        expect(await recordStatistics(airline, event)).toBe('known');
      }
      await expectImplied(airline, all);
    });
    await fc.assert(property);
  });
});
