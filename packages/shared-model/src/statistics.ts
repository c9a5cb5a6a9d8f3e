import type { BookingRecorded } from './events/booking-recorded.ts';

/** What is sold. Seats and revenue are those of confirmed bookings; points count as the cents that they pay. */
export type Totals = {
  readonly confirmedBookings: number;
  readonly cancelledBookings: number;
  readonly seatsSold: number;
  readonly revenueCents: number;
};

/** A flight's totals over all of its bookings. */
export type Statistics = { readonly flightId: string } & Totals;

/** What one booking adds to its flight's totals, as of its version. */
export type Share = Totals & { readonly bookingId: string; readonly version: number };

export const nothingSold: Totals = {
  confirmedBookings: 0,
  cancelledBookings: 0,
  seatsSold: 0,
  revenueCents: 0,
};

export function shareOf({ bookingId, version, status, seats, totalCents }: BookingRecorded): Share {
  if (status === 'cancelled') return { bookingId, version, ...nothingSold, cancelledBookings: 1 };
  return {
    bookingId,
    version,
    ...nothingSold,
    confirmedBookings: 1,
    seatsSold: seats,
    revenueCents: totalCents,
  };
}

/** What the totals move by when a share is replaced. */
export const differenceOf = (next: Totals, previous: Totals = nothingSold): Totals => ({
  confirmedBookings: next.confirmedBookings - previous.confirmedBookings,
  cancelledBookings: next.cancelledBookings - previous.cancelledBookings,
  seatsSold: next.seatsSold - previous.seatsSold,
  revenueCents: next.revenueCents - previous.revenueCents,
});
