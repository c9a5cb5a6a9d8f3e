import { type Booking, replacePassengers } from '../booking.ts';
import { DomainError } from '../domain-error.ts';
import { bookingChange } from '../input/fields.ts';
import { parseBody } from '../input/parse-input.ts';
import { type ReviseBooking, type ReviseDeps, reviseBooking } from './revise-booking.ts';

/** `input`: `{passengers: [{firstName, lastName}]}`, 1 to 9 of them. */
export type ChangeBooking = ReviseBooking & { readonly input: unknown };

/**
 * Replaces the passengers, at the booked price of a seat; the flight gives or takes the difference in seats.
 * `input.invalid`, `booking.not-found`, `booking.version-conflict`, `booking.cancelled`, `flight.sold-out`,
 * `booking.contention`; where more points are due also `loyalty.insufficient-points`, `loyalty.unavailable`.
 */
export async function changeBooking(deps: ReviseDeps, command: ChangeBooking): Promise<Booking> {
  const { passengers } = parseBody(bookingChange, command.input);
  return reviseBooking(deps, command, (booking, now) => {
    if (booking.status === 'cancelled') {
      throw new DomainError('booking.cancelled', 'A cancelled booking cannot be changed.');
    }
    return replacePassengers(booking, passengers, now);
  });
}
