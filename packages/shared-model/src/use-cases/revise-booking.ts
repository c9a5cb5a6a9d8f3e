import type { Booking } from '../booking.ts';
import { DomainError } from '../domain-error.ts';
import type { BookingRepository, Clock } from '../ports.ts';
import { admitsVersion } from '../version-tag.ts';
import { type GetBooking, getBooking } from './get-booking.ts';
import { settle } from './settle.ts';

export type ReviseDeps = {
  readonly bookings: Pick<BookingRepository, 'findBooking' | 'replaceBooking'>;
  readonly clock: Clock;
};

export type ReviseBooking = GetBooking & {
  /** If-Match as sent: `*`, or version tags of which the booking must carry one. Absent: any version. */
  readonly ifMatch?: string | undefined;
};

/**
 * Reads a booking, decides and writes, from the start again if it was overtaken: whoever sent no version, or `*`,
 * wants the change whatever the version, and whoever sent one is refused on the second reading.
 */
export const reviseBooking = (
  { bookings, clock }: ReviseDeps,
  command: ReviseBooking,
  revise: (booking: Booking, now: Date) => Booking,
): Promise<Booking> =>
  settle(clock, async () => {
    const booking = await getBooking({ bookings }, command);
    if (!admitsVersion(command.ifMatch, booking.version)) {
      throw new DomainError('booking.version-conflict', 'The booking has changed since. Read it again.');
    }
    const revised = revise(booking, clock.now());
    if (revised === booking) return booking;
    const outcome = await bookings.replaceBooking(booking, revised);
    if (outcome === 'written') return revised;
    if (outcome === 'sold-out')
      throw new DomainError('flight.sold-out', 'The flight has too few seats left.');
    return 'contended';
  });
