import type { Booking, BookingRepository } from '@unlith/shared-model';
import { type BookingRecorded, recordBooking } from '@unlith/shared-model/events';
import type { Logger } from './logger.ts';

type Subscriber = (event: BookingRecorded) => Promise<unknown>;

type Announcement = {
  readonly subscribers: Readonly<Record<string, Subscriber>>;
  readonly logger: Logger;
};

/**
 * Bookings whose writes are told to the subscribers, one by one, before the write is answered. What a subscriber cannot
 * take in is logged and lost until the booking's next write: a booking that is written is no failure, and the lith has
 * nothing that would deliver again.
 */
export function announceBookings(
  bookings: BookingRepository,
  { subscribers, logger }: Announcement,
): BookingRepository {
  const announce = async (booking: Booking) => {
    const event = recordBooking(booking);
    for (const [subscriber, hear] of Object.entries(subscribers)) {
      await hear(event).catch((error: Error) => {
        const { bookingId, version } = event;
        logger.error({ event: 'subscriber.failed', subscriber, bookingId, version, error: error.stack });
      });
    }
  };
  return {
    ...bookings,
    async insertBooking(booking, ...others) {
      const outcome = await bookings.insertBooking(booking, ...others);
      if (outcome === 'written') await announce(booking);
      return outcome;
    },
    async replaceBooking(previous, next, ...others) {
      const outcome = await bookings.replaceBooking(previous, next, ...others);
      if (outcome === 'written') await announce(next);
      return outcome;
    },
  };
}
