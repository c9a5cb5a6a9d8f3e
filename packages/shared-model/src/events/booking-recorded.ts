import * as v from 'valibot';
import type { Booking } from '../booking.ts';

/**
 * A number as events carry it: DynamoDB's streams write numbers as text, and a pipe's template leaves them so.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_AttributeValue.html
 */
const count = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(0),
);
const text = v.pipe(v.string(), v.minLength(1));

const schema = v.object({
  bookingId: text,
  customerId: text,
  flightId: text,
  /** Counts a booking's writes: of two events the one with the higher version tells more. */
  version: count,
  status: v.picklist(['confirmed', 'cancelled']),
  seats: count,
  totalCents: count,
  payWith: v.picklist(['card', 'points']),
  updatedAt: v.pipe(v.string(), v.isoTimestamp()),
});

/** The state of a booking after a write. May come twice, late, and in any order. */
export type BookingRecorded = v.InferOutput<typeof schema>;

/** An event's detail, typed; throws a sentence that names each wrong field. Fields which it does not know it drops. */
export function parseBookingRecorded(detail: unknown): BookingRecorded {
  const result = v.safeParse(schema, detail);
  if (result.success) return result.output;
  const faults = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'detail'}: ${issue.message}`);
  throw new TypeError(`no BookingRecorded.v1: ${faults.join('; ')}`);
}

/** What is told of a booking that was written. */
export function recordBooking(booking: Booking): BookingRecorded {
  const { bookingId, customerId, flightId, version, status, seats, totalCents, payWith, updatedAt } = booking;
  return { bookingId, customerId, flightId, version, status, seats, totalCents, payWith, updatedAt };
}
