import type { Booking } from '../booking.ts';
import { DomainError } from '../domain-error.ts';
import { isUlid } from '../ids.ts';
import type { BookingRepository } from '../ports.ts';

/** `customerId`: the token's `sub`; `bookingId`: any text. */
export type GetBooking = { readonly customerId: string; readonly bookingId: string };

/** One booking of the customer. `booking.not-found`, also for a malformed id and another customer's booking. */
export async function getBooking(
  { bookings }: { bookings: Pick<BookingRepository, 'findBooking'> },
  { customerId, bookingId }: GetBooking,
): Promise<Booking> {
  const booking = isUlid(bookingId) ? await bookings.findBooking(customerId, bookingId) : undefined;
  if (!booking) throw new DomainError('booking.not-found', 'There is no such booking of yours.');
  return booking;
}
