import type { Booking } from './booking.ts';

/**
 * Points on their way between a customer's account and a booking. It is pending from before the first of the two changes
 * until the second is done, so that whoever finds it later can finish it: see docs of `payFor`.
 */
export type Payment = {
  /** Unique among the customer's pending payments, and known to a retry where there is an idempotency key. */
  readonly paymentId: string;
  /** As the write makes it. */
  readonly booking: Booking;
  readonly points: number;
  /** Unique for ever: loyalty moves points once a key. */
  readonly key: string;
  /**
   * `debiting`: the points are or will be taken, the booking is not written. `reversing`: given up, whatever was taken
   * goes back. `refunding`: the booking is written and owes the points.
   */
  readonly state: 'debiting' | 'reversing' | 'refunding';
  readonly startedAt: string;
};

type Attempt = { readonly attempt: string; readonly idempotencyKey?: string | undefined };

/** What a booking costs before it is written. `attempt` is a new id: a write that failed may be tried again. */
export const startPayment = (
  booking: Booking,
  points: number,
  { attempt, idempotencyKey }: Attempt,
): Payment => ({
  paymentId: idempotencyKey === undefined ? attempt : paymentIdOf(idempotencyKey),
  booking,
  points,
  key: `${booking.bookingId}#${booking.version}#${attempt}`,
  state: 'debiting',
  startedAt: booking.updatedAt,
});

export const paymentIdOf = (idempotencyKey: string): string => `KEY#${idempotencyKey}`;

/** What a booking owes once it is written. */
export function oweRefund(booking: Booking, points: number): Payment {
  const key = `${booking.bookingId}#${booking.version}#refund`;
  return { paymentId: key, booking, points, key, state: 'refunding', startedAt: booking.updatedAt };
}
