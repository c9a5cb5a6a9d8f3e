import { type Booking, pointsHeld } from '../booking.ts';
import { DomainError } from '../domain-error.ts';
import { oweRefund, type Payment, startPayment } from '../payment.ts';
import type { BookingRepository, Ids } from '../ports.ts';
import { admitsVersion } from '../version-tag.ts';
import { type GetBooking, getBooking } from './get-booking.ts';
import { type PayDeps, payFor } from './pay-for.ts';
import { settle } from './settle.ts';

export type ReviseDeps = PayDeps & {
  readonly bookings: Pick<BookingRepository, 'findBooking' | 'replaceBooking' | 'openPayment'>;
  readonly ids: Ids;
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
  deps: ReviseDeps,
  command: ReviseBooking,
  revise: (booking: Booking, now: Date) => Booking,
): Promise<Booking> =>
  settle(deps.clock, async () => {
    const booking = await getBooking(deps, command);
    if (!admitsVersion(command.ifMatch, booking.version)) {
      throw new DomainError('booking.version-conflict', 'The booking has changed since. Read it again.');
    }
    const revised = revise(booking, deps.clock.now());
    if (revised === booking) return booking;
    const payment = planPayment(deps, booking, revised);
    if (payment?.state === 'debiting' && (await deps.bookings.openPayment(payment)) !== 'written') {
      return 'contended';
    }
    return payFor(deps, payment, () => replace(deps, { booking, revised, payment }));
  });

/** What the revision costs or gives back in points, if anything. */
function planPayment({ ids }: ReviseDeps, booking: Booking, revised: Booking): Payment | undefined {
  const points = pointsHeld(revised) - pointsHeld(booking);
  if (points > 0) return startPayment(revised, points, { attempt: ids.next() });
  return points < 0 ? oweRefund(revised, -points) : undefined;
}

type Revision = { booking: Booking; revised: Booking; payment: Payment | undefined };

async function replace({ bookings }: ReviseDeps, { booking, revised, payment }: Revision) {
  const outcome = await bookings.replaceBooking(booking, revised, payment);
  if (outcome === 'written') return revised;
  if (outcome === 'sold-out') throw new DomainError('flight.sold-out', 'The flight has too few seats left.');
  return 'contended';
}
