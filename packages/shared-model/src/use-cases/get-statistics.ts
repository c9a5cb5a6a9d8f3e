import { DomainError } from '../domain-error.ts';
import { isUlid } from '../ids.ts';
import { nothingSold, type Statistics } from '../statistics.ts';
import type { StatisticsRepository } from '../statistics-ports.ts';

/** `flightId`: any text. */
export type GetStatistics = { readonly flightId: string };

/** What is sold of a flight: nothing, if nobody ever booked it. `flight.not-found` for what cannot be a flight's id. */
export async function getStatistics(
  { statistics }: { statistics: Pick<StatisticsRepository, 'findTotals'> },
  { flightId }: GetStatistics,
): Promise<Statistics> {
  if (!isUlid(flightId)) throw new DomainError('flight.not-found', 'There is no such flight.');
  const { confirmedBookings, cancelledBookings, seatsSold, revenueCents } =
    (await statistics.findTotals(flightId)) ?? nothingSold;
  return { flightId, confirmedBookings, cancelledBookings, seatsSold, revenueCents };
}
