import { type Booking, cancel } from '../booking.ts';
import { type ReviseBooking, type ReviseDeps, reviseBooking } from './revise-booking.ts';

/** Names the booking and, if wanted, its version. */
export type CancelBooking = ReviseBooking;

/**
 * Cancels a booking and gives its seats and points back, the points later if loyalty is away; one that is cancelled
 * stays as it is.
 * `booking.not-found`, `booking.version-conflict`, `booking.contention`.
 */
export const cancelBooking = (deps: ReviseDeps, command: CancelBooking): Promise<Booking> =>
  reviseBooking(deps, command, (booking, now) =>
    booking.status === 'cancelled' ? booking : cancel(booking, now),
  );
