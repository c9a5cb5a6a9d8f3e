import type { BookingRecorded } from '../events/booking-recorded.ts';
import type { Clock } from '../ports.ts';
import { differenceOf, shareOf } from '../statistics.ts';
import type { StatisticsRepository } from '../statistics-ports.ts';
import { settle } from './settle.ts';

type Deps = {
  readonly statistics: Pick<StatisticsRepository, 'findShare' | 'moveShare'>;
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
  const { flightId, bookingId, version } = event;
  return settle(clock, async () => {
    const previous = await statistics.findShare(flightId, bookingId);
    if (previous && previous.version >= version) return 'known';
    const next = shareOf(event);
    const difference = differenceOf(next, previous);
    const outcome = await statistics.moveShare({ flightId, previous, next, difference });
    return outcome === 'written' ? outcome : 'contended';
  });
}
