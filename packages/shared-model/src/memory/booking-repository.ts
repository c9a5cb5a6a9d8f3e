import { type Booking, type Inventory, seatsHeld } from '../booking.ts';
import type { Payment } from '../payment.ts';
import type { BookingRepository, Receipt } from '../ports.ts';
import { pageOf } from './page.ts';
import { createMemoryPayments } from './payments.ts';

/** Bookings held in memory, for flights with the given seats. No write awaits, so each is all or nothing. */
export function createMemoryBookingRepository(seats: readonly Inventory[] = []): BookingRepository {
  const bookings = new Map<string, Booking>();
  const receipts = new Map<string, Receipt>();
  const inventories = new Map(seats.map((inventory) => [inventory.flightId, inventory]));
  const payments = createMemoryPayments();

  /** The last conditions of a write, and then the write itself. */
  const write = (booking: Booking, seatCount: number, payment: Payment | undefined) => {
    if (payment && !payments.admits(payment)) return 'payment-gone';
    const inventory = inventories.get(booking.flightId);
    if (!inventory || inventory.available < seatCount) return 'sold-out';
    inventories.set(booking.flightId, { ...inventory, available: inventory.available - seatCount });
    bookings.set(keyOf(booking.customerId, booking.bookingId), booking);
    if (payment) payments.move(payment);
    return 'written';
  };

  return {
    ...payments.repository,
    findBooking: async (customerId, bookingId) => bookings.get(keyOf(customerId, bookingId)),
    findInventory: async (flightId) => inventories.get(flightId),
    findReceipt: async (customerId, idempotencyKey) => receipts.get(keyOf(customerId, idempotencyKey)),
    listBookings: async (customerId, page) => {
      const own = [...bookings.values()].filter((booking) => booking.customerId === customerId);
      const newestFirst = own.sort((a, b) => (a.bookingId > b.bookingId ? -1 : 1));
      return pageOf(newestFirst, ({ bookingId }) => bookingId, page);
    },
    insertBooking: async (booking, receipt, payment) => {
      if (bookings.has(keyOf(booking.customerId, booking.bookingId))) return 'written';
      const receiptKey = receipt && keyOf(booking.customerId, receipt.idempotencyKey);
      const earlier = receiptKey && receipts.get(receiptKey);
      if (earlier && earlier.expiresAt > Date.parse(booking.createdAt) / 1000) return 'key-taken';
      const outcome = write(booking, seatsHeld(booking), payment);
      if (outcome === 'written' && receiptKey) receipts.set(receiptKey, receipt);
      return outcome;
    },
    replaceBooking: async (previous, next, payment) => {
      if (bookings.get(keyOf(next.customerId, next.bookingId))?.version !== previous.version) return 'stale';
      return write(next, seatsHeld(next) - seatsHeld(previous), payment);
    },
  };
}

const keyOf = (customerId: string, id: string) => JSON.stringify([customerId, id]);
