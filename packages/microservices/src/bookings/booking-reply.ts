import { type Booking, formatVersionTag } from '@unlith/shared-model';
import { json, type Reply } from '../http/reply.ts';

/** A booking with its version as entity tag. */
export const bookingReply = (booking: Booking): Reply =>
  json(booking, { etag: formatVersionTag(booking.version) });

/** A new booking, and where it is found. */
export const createdReply = (booking: Booking): Reply => {
  const { headers, ...reply } = bookingReply(booking);
  return { ...reply, status: 201, headers: { ...headers, location: `/api/bookings/${booking.bookingId}` } };
};
