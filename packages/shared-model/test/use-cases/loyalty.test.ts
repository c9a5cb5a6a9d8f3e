import { describe, expect, it } from 'vitest';
import { debitPoints, getAccount, getStatistics, listEntries } from '../../src/index.ts';
import { differenceOf, nothingSold } from '../../src/statistics.ts';
import { airbus, countingIds, createMemoryAirline, now } from '../airline.ts';

type Airline = ReturnType<typeof createMemoryAirline>;

const customerId = 'customer-1';
const bookingId = countingIds().next();
const entry = { entryId: bookingId, bookingId, createdAt: now.toISOString() };

const debit = (airline: Airline, times: number) =>
  Promise.all(
    Array.from({ length: times }, (_, index) =>
      debitPoints(airline, { customerId, input: { bookingId, points: index + 1, key: `key-${index}` } }),
    ),
  );

describe('getAccount', () => {
  it.each([
    ['everything', 120, 120],
    ['nothing', 0, 0],
    ['nothing of a debt', -80, 0],
  ])('shows %s of %i as %i points', async (_name, net, points) => {
    const airline = createMemoryAirline();
    await airline.loyalty.openAccount(customerId, { ...entry, kind: 'welcome', points: net });
    expect(await getAccount(airline, { customerId })).toEqual({ customerId, points });
  });

  it('welcomes whom it has not met, once', async () => {
    const airline = createMemoryAirline();
    const answers = await Promise.all([1, 2, 3].map(() => getAccount(airline, { customerId })));
    expect(answers).toEqual(Array(3).fill({ customerId, points: 50_000 }));
    expect((await listEntries(airline, { customerId, query: {} })).items).toHaveLength(1);
  });
});

describe('listEntries', () => {
  it('begins with the welcome of whom it has not met', async () => {
    const { items, nextCursor } = await listEntries(createMemoryAirline(), { customerId, query: {} });
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        entryId: expect.any(String),
        kind: 'welcome',
        points: 50_000,
        bookingId: null,
        createdAt: now.toISOString(),
      },
    ]);
  });

  it.each([
    [{}, 20, true],
    [{ cursor: '' }, 20, true],
    [{ limit: '1' }, 1, true],
    [{ limit: '25' }, 25, true],
    [{ limit: '26' }, 26, false],
    [{ limit: '100' }, 26, false],
    [{ limit: '100', unknown: 'ignored' }, 26, false],
  ] as [Record<string, string>, number, boolean][])(
    '%j shows %i of 26, more: %s',
    async (query, count, more) => {
      const airline = createMemoryAirline();
      await debit(airline, 25);
      const { items, nextCursor } = await listEntries(airline, { customerId, query });
      expect(items).toHaveLength(count);
      expect(nextCursor !== null).toBe(more);
    },
  );

  it.each([1, 2, 3, 5, 6, 7])('shows each entry once, newest first, by pages of %i', async (limit) => {
    const airline = createMemoryAirline();
    await debit(airline, 5);
    const ids: string[] = [];
    let cursor: string | null | undefined;
    do {
      const query = { limit: `${limit}`, ...(cursor && { cursor }) };
      const page = await listEntries(airline, { customerId, query });
      ids.push(...page.items.map(({ entryId }) => entryId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(ids).toHaveLength(6);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
  });

  it('goes on where it was, whatever has been entered since', async () => {
    const airline = createMemoryAirline();
    await debit(airline, 3);
    const first = await listEntries(airline, { customerId, query: { limit: '2' } });
    const input = { bookingId, points: 9, key: 'later' };
    await debitPoints(airline, { customerId, input });
    const query = { limit: '2', cursor: `${first.nextCursor}` };
    const second = await listEntries(airline, { customerId, query });
    expect([...first.items, ...second.items].map(({ points }) => points)).toEqual([-3, -2, -1, 50_000]);
  });

  it.each([
    ['/query/limit', { limit: '0' }],
    ['/query/limit', { limit: '101' }],
    ['/query/limit', { limit: 'ten' }],
    ['/query/limit', { limit: ['1', '2'] }],
    ['/query/cursor', { cursor: ['a', 'b'] }],
  ])('refuses a wrong %s: %j', async (path, query) => {
    await expect(listEntries(createMemoryAirline(), { customerId, query })).rejects.toMatchObject({
      code: 'input.invalid',
      violations: [{ path, message: expect.any(String) }],
    });
  });

  it("refuses what is no cursor, and another customer's", async () => {
    const airline = createMemoryAirline();
    await debit(airline, 2);
    const { nextCursor } = await listEntries(airline, { customerId, query: { limit: '1' } });
    for (const query of [{ cursor: 'none' }, { cursor: `${nextCursor}A` }]) {
      const refused = listEntries(airline, { customerId, query });
      await expect(refused).rejects.toMatchObject({ code: 'cursor.invalid' });
    }
    const theirs = listEntries(airline, { customerId: 'customer-2', query: { cursor: `${nextCursor}` } });
    await expect(theirs).rejects.toMatchObject({ code: 'cursor.invalid' });
  });
});

describe('getStatistics', () => {
  const { flightId } = airbus;
  const totals = { confirmedBookings: 2, cancelledBookings: 1, seatsSold: 5, revenueCents: 97_800 };

  it.each([
    ['of a flight that was booked', flightId, totals],
    ['of a flight that nobody booked', bookingId, nothingSold],
  ])('tells the totals %s', async (_name, asked, expected) => {
    const airline = createMemoryAirline();
    const next = { bookingId, version: 1, ...totals };
    const difference = differenceOf(totals);
    await airline.statistics.moveShare({ flightId, previous: undefined, next, difference });
    expect(await getStatistics(airline, { flightId: asked })).toEqual({ flightId: asked, ...expected });
  });

  it.each(['', 'none', flightId.toLowerCase(), `${flightId}0`, `8${flightId.slice(1)}`])(
    'knows no flight %j',
    async (asked) => {
      const refused = getStatistics(createMemoryAirline(), { flightId: asked });
      await expect(refused).rejects.toMatchObject({ code: 'flight.not-found' });
    },
  );
});
