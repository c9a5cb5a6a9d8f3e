import { type Booking, type Inventory, seatsHeld } from '../booking.ts';
import type { BookingRepository, Receipt } from '../ports.ts';
import { pageOf } from './page.ts';

/** Bookings held in memory, for flights with the given seats. No write awaits, so each is all or nothing. */
export function createMemoryBookingRepository(seats: readonly Inventory[] = []): BookingRepository {
  const bookings = new Map<string, Booking>();
  const receipts = new Map<string, Receipt>();
  const inventories = new Map(seats.map((inventory) => [inventory.flightId, inventory]));

  const moveSeats = (flightId: string, count: number): boolean => {
    const inventory = inventories.get(flightId);
    if (!inventory || inventory.available < count) return false;
    inventories.set(flightId, { ...inventory, available: inventory.available - count });
    return true;
  };

  return {
    findBooking: async (customerId, bookingId) => bookings.get(keyOf(customerId, bookingId)),
    findInventory: async (flightId) => inventories.get(flightId),
    findReceipt: async (customerId, idempotencyKey) => receipts.get(keyOf(customerId, idempotencyKey)),
    listBookings: async (customerId, page) => {
      const own = [...bookings.values()].filter((booking) => booking.customerId === customerId);
      const newestFirst = own.sort((a, b) => (a.bookingId > b.bookingId ? -1 : 1));
      return pageOf(newestFirst, ({ bookingId }) => bookingId, page);
    },
    insertBooking: async (booking, receipt) => {
      const key = keyOf(booking.customerId, booking.bookingId);
      if (bookings.has(key)) return 'written';
      const receiptKey = receipt && keyOf(booking.customerId, receipt.idempotencyKey);
      const earlier = receiptKey && receipts.get(receiptKey);
      if (earlier && earlier.expiresAt > Date.parse(booking.createdAt) / 1000) return 'key-taken';
      if (!moveSeats(booking.flightId, seatsHeld(booking))) return 'sold-out';
      bookings.set(key, booking);
      if (receiptKey) receipts.set(receiptKey, receipt);
      return 'written';
    },
    replaceBooking: async (previous, next) => {
      const key = keyOf(next.customerId, next.bookingId);
      if (bookings.get(key)?.version !== previous.version) return 'stale';
      if (!moveSeats(next.flightId, seatsHeld(next) - seatsHeld(previous))) return 'sold-out';
      bookings.set(key, next);
      return 'written';
    },
  };
}

const keyOf = (customerId: string, id: string) => JSON.stringify([customerId, id]);
