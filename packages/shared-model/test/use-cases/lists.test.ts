import { describe, expect, it } from 'vitest';
import { createBooking, createMemoryRepositories, findFlights, listBookings } from '../../src/index.ts';
import { createSeed } from '../../src/seed/index.ts';
import { ada, airbus, createMemoryAirline, now } from '../airline.ts';

const { flights: seeded } = createSeed({ firstDay: '2026-11-22' });
const schedule = { ...createMemoryRepositories({ flights: seeded }), clock: { now: () => now } };
const numbers = async (query: Record<string, string>) =>
  (await findFlights(schedule, { query })).items.map(
    ({ flightNumber, departsAt }) => `${flightNumber} ${departsAt}`,
  );

describe('findFlights', () => {
  it('takes today for the day when no route is asked for', async () => {
    expect(await numbers({ to: 'JFK' })).toEqual([
      'UL101 2026-11-22T09:30:00.000Z',
      'UL401 2026-11-22T11:45:00.000Z',
    ]);
  });

  it.each([
    [{ from: 'BCN' }, 1],
    [{ from: 'BCN', date: '2026-12-21' }, 1],
    [{ date: '2026-12-22' }, 0],
    [{}, 8],
    [{ from: 'LHR', to: 'JFK', limit: '100' }, 30],
    [{ from: 'LHR', to: 'JFK' }, 20],
  ] as [Record<string, string>, number][])('%j finds %i', async (query, count) => {
    expect(await numbers(query)).toHaveLength(count);
  });

  it('continues where a cursor says, and ends with null', async () => {
    const query = { from: 'LHR', to: 'JFK', limit: '15' };
    const first = await findFlights(schedule, { query });
    const second = await findFlights(schedule, { query: { ...query, cursor: `${first.nextCursor}` } });
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([15, 15, null]);
    expect(first.items.at(-1)?.departsAt).toBe('2026-12-06T09:30:00.000Z');
    expect(second.items[0]?.departsAt).toBe('2026-12-07T09:30:00.000Z');
  });

  it('refuses the cursor of another search', async () => {
    const { nextCursor } = await findFlights(schedule, { query: { limit: '1' } });
    const other = findFlights(schedule, { query: { date: '2026-11-23', cursor: `${nextCursor}` } });
    await expect(other).rejects.toMatchObject({ code: 'cursor.invalid' });
  });
});

describe('listBookings', () => {
  it('shows own bookings, newest first, page by page', async () => {
    const airline = createMemoryAirline();
    const input = { flightId: airbus.flightId, passengers: [ada] };
    const ids: string[] = [];
    for (const customerId of ['me', 'other', 'me', 'me']) {
      const { bookingId } = await createBooking(airline, { customerId, input });
      if (customerId === 'me') ids.unshift(bookingId);
    }
    const first = await listBookings(airline, { customerId: 'me', query: { limit: '2' } });
    const cursor = `${first.nextCursor}`;
    const second = await listBookings(airline, { customerId: 'me', query: { limit: '2', cursor } });
    expect([...first.items, ...second.items].map(({ bookingId }) => bookingId)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    const theirs = listBookings(airline, { customerId: 'other', query: { cursor } });
    await expect(theirs).rejects.toMatchObject({ code: 'cursor.invalid' });
  });
});
