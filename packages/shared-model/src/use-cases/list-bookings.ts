import type { Booking } from '../booking.ts';
import { type List, parseCursor, toList } from '../cursor.ts';
import { isUlid } from '../ids.ts';
import { pageQuery } from '../input/fields.ts';
import { parseQuery, type Query } from '../input/parse-input.ts';
import type { BookingRepository } from '../ports.ts';

/** `query`: `limit` (1 to 100, default 20) and `cursor`. */
export type ListBookings = { readonly customerId: string; readonly query: Query };

/** The customer's bookings, newest first. `input.invalid`, `cursor.invalid`. */
export async function listBookings(
  { bookings }: { bookings: Pick<BookingRepository, 'listBookings'> },
  { customerId, query }: ListBookings,
): Promise<List<Booking>> {
  const { limit, cursor } = parseQuery(pageQuery, query);
  const list = ['bookings', customerId];
  const after = cursor && parseCursor(list, cursor, isUlid);
  const page = await bookings.listBookings(customerId, { limit, after });
  return toList(page, list, ({ bookingId }) => bookingId);
}
