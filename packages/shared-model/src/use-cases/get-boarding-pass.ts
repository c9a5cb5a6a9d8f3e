import { formatBoardingPass } from '../boarding-pass/format-boarding-pass.ts';
import { DomainError } from '../domain-error.ts';
import { passengerQuery } from '../input/fields.ts';
import { parseQuery, type Query } from '../input/parse-input.ts';
import type { BookingRepository } from '../ports.ts';
import { type GetBooking, getBooking } from './get-booking.ts';

/** `query`: `passenger`, counted from 1 (default). */
export type GetBoardingPass = GetBooking & { readonly query: Query };

/** `text` is the barcode's content (IATA resolution 792, BCBP); `version` is the booking's. */
export type BoardingPass = { readonly text: string; readonly passenger: number; readonly version: number };

/**
 * One passenger's boarding pass. `input.invalid`, `booking.not-found`, `booking.cancelled`,
 * `boarding-pass.passenger-not-found`.
 */
export async function getBoardingPass(
  deps: { bookings: Pick<BookingRepository, 'findBooking'> },
  { customerId, bookingId, query }: GetBoardingPass,
): Promise<BoardingPass> {
  const { passenger } = parseQuery(passengerQuery, query);
  const booking = await getBooking(deps, { customerId, bookingId });
  if (booking.status === 'cancelled') {
    throw new DomainError('booking.cancelled', 'A cancelled booking has no boarding pass.');
  }
  const text = formatBoardingPass(booking, passenger);
  if (text === undefined) {
    throw new DomainError('boarding-pass.passenger-not-found', 'The booking has no such passenger.');
  }
  return { text, passenger, version: booking.version };
}
