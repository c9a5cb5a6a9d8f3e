import type { AirlineParts } from '@unlith/monolith';
import { type Booking, type BookingRepository, type Receipt, ulidIds } from '@unlith/shared-model';
import type { Plant } from './airline-app.ts';

/** A fault that no single request shows. */
export interface StatefulFault {
  readonly name: string;
  /** The shortest sequence that shows it, as whoever planted it knows. */
  readonly shortest: readonly string[];
  readonly plant: Plant;
}

/** Replaces functions of the bookings, which the new ones may call. */
const inBookings =
  (change: (bookings: BookingRepository) => Partial<BookingRepository>): Plant =>
  (parts: AirlineParts) => ({ ...parts, bookings: { ...parts.bookings, ...change(parts.bookings) } });

/** Seats that nobody has, and nobody can have. */
const loseSeats = (bookings: BookingRepository, booking: Booking, seats: number) =>
  bookings.insertBooking({
    ...booking,
    customerId: 'nobody',
    bookingId: ulidIds.next(),
    status: 'confirmed',
    seats,
  });

/** Cancelling loses the seats of a booking that has reached this version. */
const keepsSeatsFrom = (version: number): Plant =>
  inBookings((bookings) => ({
    async replaceBooking(previous, next, payment) {
      const outcome = await bookings.replaceBooking(previous, next, payment);
      if (outcome === 'written' && next.status === 'cancelled' && previous.version >= version)
        await loseSeats(bookings, previous, previous.seats);
      return outcome;
    },
  }));

/** What a customer has cancelled so far changes what happens to the next booking. */
const afterCancelling = (
  count: number,
  happen: (bookings: BookingRepository, booking: Booking) => Promise<unknown>,
): Plant =>
  inBookings((bookings) => {
    const cancelled = new Map<string, number>();
    return {
      async replaceBooking(previous, next, payment) {
        const outcome = await bookings.replaceBooking(previous, next, payment);
        const { customerId, status } = next;
        if (outcome === 'written' && status === 'cancelled')
          cancelled.set(customerId, (cancelled.get(customerId) ?? 0) + 1);
        return outcome;
      },
      async insertBooking(booking, receipt, payment) {
        const outcome = await bookings.insertBooking(booking, receipt, payment);
        if (outcome === 'written' && (cancelled.get(booking.customerId) ?? 0) >= count)
          await happen(bookings, booking);
        return outcome;
      },
    };
  });

export const statefulFaults: readonly StatefulFault[] = [
  {
    name: 'cancelled seats are lost',
    shortest: ['book', 'cancel', 'availability'],
    plant: keepsSeatsFrom(1),
  },
  {
    name: 'an idempotency key is forgotten with its booking',
    shortest: ['book with a key', 'cancel', 'book with the key again'],
    plant: inBookings((bookings) => {
      const isGone = async ({ booking: { customerId, bookingId } }: Receipt) =>
        (await bookings.findBooking(customerId, bookingId))?.status === 'cancelled';
      return {
        async findReceipt(customerId, key) {
          const receipt = await bookings.findReceipt(customerId, key);
          return receipt && (await isGone(receipt)) ? undefined : receipt;
        },
        async insertBooking(booking, receipt, payment) {
          const earlier = receipt && (await bookings.findReceipt(booking.customerId, receipt.idempotencyKey));
          const isFree = earlier && (await isGone(earlier));
          return bookings.insertBooking(booking, isFree ? undefined : receipt, payment);
        },
      };
    }),
  },
  {
    name: 'cancelled seats are lost after a change',
    shortest: ['book', 'change', 'cancel', 'availability'],
    plant: keepsSeatsFrom(2),
  },
  {
    name: 'cancelled seats are lost after two changes',
    shortest: ['book', 'change', 'change', 'cancel', 'availability'],
    plant: keepsSeatsFrom(3),
  },
  {
    name: 'the page behind a cursor leaves out what was cancelled',
    shortest: ['book', 'book', 'book', 'cancel the first', 'first page', 'next page'],
    plant: inBookings((bookings) => ({
      async listBookings(customerId, page) {
        const { items, ...rest } = await bookings.listBookings(customerId, page);
        return {
          ...rest,
          items: page.after === undefined ? items : items.filter(({ status }) => status === 'confirmed'),
        };
      },
    })),
  },
  {
    name: 'whoever has cancelled twice pays with a seat',
    shortest: ['book', 'cancel', 'book', 'cancel', 'book', 'availability'],
    plant: afterCancelling(2, (bookings, booking) => loseSeats(bookings, booking, 1)),
  },
  {
    name: 'two who come together both get the last seat',
    shortest: ['two book it at once'],
    plant: inBookings((bookings) => {
      const meet = createMeeting();
      return {
        async insertBooking(booking, receipt, payment) {
          const isTogether = await meet();
          const outcome = await bookings.insertBooking(booking, receipt, payment);
          return isTogether && outcome === 'sold-out' ? 'written' : outcome;
        },
      };
    }),
  },
];

/** Waits a moment for another, and tells whether one came. */
function createMeeting(): () => Promise<boolean> {
  let waiting: ((met: boolean) => void) | undefined;
  return () =>
    new Promise((resolve) => {
      waiting?.(true);
      if (waiting) resolve(true);
      waiting = waiting ? undefined : resolve;
      setTimeout(() => {
        if (waiting === resolve) waiting = undefined;
        resolve(false);
      }, 20);
    });
}
