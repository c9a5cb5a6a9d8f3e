import type { BookingRecorded } from '../events/booking-recorded.ts';
import type { Clock } from '../ports.ts';
import { differenceOf, type Share, shareOf } from '../statistics.ts';
import type { StatisticsRepository } from '../statistics-ports.ts';
import { settle } from './settle.ts';

type Deps = {
  readonly statistics: Pick<StatisticsRepository, 'moveShare'>;
  readonly clock: Clock;
};

/**
 * Counts a booking into its flight's totals. What is kept is its share as of its highest version, so that events may
 * come twice and in any order: the totals move by the difference. `booking.contention`.
 */
export function recordStatistics(
  { statistics, clock }: Deps,
  event: BookingRecorded,
): Promise<'written' | 'known'> {
  const { flightId, version } = event;
  const next = shareOf(event);
  // Most bookings are heard of once. Of the others the first write tells what is stored, so that nothing is read.
  const move = async (previous?: Share): Promise<'written' | 'known' | 'contended'> => {
    if (previous && previous.version >= version) return 'known';
    const difference = differenceOf(next, previous);
    const outcome = await statistics.moveShare({ flightId, previous, next, difference });
    return typeof outcome === 'object' ? move(outcome.stored) : outcome;
  };
  return settle(clock, () => move());
}
