import { describe, expect, it } from 'vitest';
import type { Share, Stale, StatisticsRepository } from '../src/index.ts';
import { differenceOf, nothingSold } from '../src/statistics.ts';
import { airbus } from './airline.ts';

const { flightId } = airbus;
const sold = (bookingId: string, seatsSold: number): Share => ({
  bookingId,
  version: 1,
  ...nothingSold,
  confirmedBookings: 1,
  seatsSold,
  revenueCents: seatsSold * 10_000,
});
const cancelled = (bookingId: string): Share => ({
  bookingId,
  version: 2,
  ...nothingSold,
  cancelledBookings: 1,
});

/** What every statistics repository must do. `create` makes one that has counted nothing. */
export function describeStatisticsRepository(create: () => Promise<StatisticsRepository>): void {
  const move = (repository: StatisticsRepository, next: Share, previous?: Share) =>
    repository.moveShare({ flightId, previous, next, difference: differenceOf(next, previous) });
  /** What is stored is told to whoever takes it for something else. */
  const shareOf = async (repository: StatisticsRepository, bookingId: string) => {
    const previous = { bookingId, version: -1, ...nothingSold };
    return (await move(repository, previous, previous)) as Stale<Share>;
  };

  describe('statistics repository', () => {
    it('knows nothing at first', async () => {
      const repository = await create();
      expect(await repository.findTotals(flightId)).toBeUndefined();
      expect(await shareOf(repository, 'a')).toEqual({ stored: undefined });
    });

    it('counts each booking into its flight, and into no other', async () => {
      const repository = await create();
      expect(await move(repository, sold('a', 2))).toBe('written');
      expect(await move(repository, sold('b', 3))).toBe('written');
      expect(await shareOf(repository, 'a')).toEqual({ stored: sold('a', 2) });
      expect(await repository.findTotals(flightId)).toEqual({
        confirmedBookings: 2,
        cancelledBookings: 0,
        seatsSold: 5,
        revenueCents: 50_000,
      });
      expect(await repository.findTotals('another')).toBeUndefined();
      const elsewhere = {
        flightId: 'another',
        previous: undefined,
        next: sold('a', 1),
        difference: nothingSold,
      };
      expect(await repository.moveShare(elsewhere)).toBe('written');
    });

    it('moves by the difference when a share is replaced', async () => {
      const repository = await create();
      await move(repository, sold('a', 2));
      await move(repository, sold('b', 3));
      expect(await move(repository, cancelled('a'), sold('a', 2))).toBe('written');
      expect(await shareOf(repository, 'a')).toEqual({ stored: cancelled('a') });
      expect(await repository.findTotals(flightId)).toEqual({
        confirmedBookings: 1,
        cancelledBookings: 1,
        seatsSold: 3,
        revenueCents: 30_000,
      });
    });

    it.each([
      ['there is one by now', undefined],
      ['it is another version', { ...sold('a', 2), version: 7 }],
    ])('refuses what was decided on another share, and tells which it is: %s', async (_name, previous) => {
      const repository = await create();
      await move(repository, sold('a', 2));
      expect(await move(repository, cancelled('a'), previous)).toEqual({ stored: sold('a', 2) });
      expect(await shareOf(repository, 'a')).toEqual({ stored: sold('a', 2) });
      expect(await repository.findTotals(flightId)).toMatchObject({ confirmedBookings: 1, seatsSold: 2 });
    });

    it('counts a booking once, however many count it at the same time', async () => {
      const repository = await create();
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => move(repository, sold('a', 2))));
      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      expect(await repository.findTotals(flightId)).toMatchObject({ confirmedBookings: 1, seatsSold: 2 });
    });
  });
}
