import { describe, expect, it } from 'vitest';
import { cancel, confirmBooking, replacePassengers } from '../src/booking.ts';
import type { BookingRepository, Inventory, Receipt } from '../src/index.ts';
import { ada, airbus, countingIds, grace, now, seatsOf } from './airline.ts';

const ids = countingIds();
const book = (customerId = 'customer-1', passengers = [ada]) =>
  confirmBooking({ bookingId: ids.next(), customerId, flight: airbus, passengers, payWith: 'card' }, now);
const nowSeconds = now.getTime() / 1000;

/** What every booking repository must do. `create` makes one for flights with the given seats. */
export function describeBookingRepository(
  create: (seats: readonly Inventory[]) => Promise<BookingRepository>,
): void {
  const withSeats = (capacity: number) => create([seatsOf(airbus, capacity)]);
  const available = async (repository: BookingRepository) =>
    (await repository.findInventory(airbus.flightId))?.available;

  describe('booking repository: insert', () => {
    it('writes the booking and takes its seats', async () => {
      const repository = await withSeats(10);
      const booking = book('customer-1', [ada, grace]);
      expect(await repository.insertBooking(booking)).toBe('written');
      expect(await repository.findBooking('customer-1', booking.bookingId)).toEqual(booking);
      expect(await available(repository)).toBe(8);
    });

    it('shows a booking to its customer alone', async () => {
      const repository = await withSeats(10);
      const booking = book('customer-1');
      await repository.insertBooking(booking);
      expect(await repository.findBooking('customer-2', booking.bookingId)).toBeUndefined();
      expect(await repository.listBookings('customer-2', { limit: 9 })).toEqual({
        items: [],
        hasMore: false,
      });
    });

    it('refuses more seats than there are, and then writes nothing', async () => {
      const repository = await withSeats(1);
      const booking = book('customer-1', [ada, grace]);
      const receipt = { idempotencyKey: 'key', booking, expiresAt: nowSeconds + 60 };
      expect(await repository.insertBooking(booking, receipt)).toBe('sold-out');
      expect(await repository.findBooking('customer-1', booking.bookingId)).toBeUndefined();
      expect(await repository.findReceipt('customer-1', 'key')).toBeUndefined();
      expect(await available(repository)).toBe(1);
    });

    it('takes a flight without inventory for sold out', async () => {
      const repository = await create([]);
      expect(await repository.insertBooking(book())).toBe('sold-out');
      expect(await repository.findInventory(airbus.flightId)).toBeUndefined();
    });

    it('takes seats once, should the same booking be written again', async () => {
      const repository = await withSeats(1);
      const booking = book();
      expect(await repository.insertBooking(booking)).toBe('written');
      expect(await repository.insertBooking(booking)).toBe('written');
      expect(await available(repository)).toBe(0);
    });

    it('never sells a seat twice', async () => {
      const repository = await withSeats(5);
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => repository.insertBooking(book())));
      const written = outcomes.filter((outcome) => outcome === 'written');
      expect(await available(repository)).toBe(5 - written.length);
      expect(written.length).toBeGreaterThan(0);
    });
  });

  describe('booking repository: receipts', () => {
    const receiptOf = (lifetimeSeconds: number): Receipt => ({
      idempotencyKey: 'key',
      booking: book(),
      expiresAt: nowSeconds + lifetimeSeconds,
    });

    it('keeps the first answer under its key, and refuses another', async () => {
      const repository = await withSeats(10);
      const first = receiptOf(60);
      expect(await repository.insertBooking(first.booking, first)).toBe('written');
      const second = receiptOf(60);
      expect(await repository.insertBooking(second.booking, second)).toBe('key-taken');
      expect(await repository.findReceipt('customer-1', 'key')).toEqual(first);
      expect(await repository.findReceipt('customer-2', 'key')).toBeUndefined();
      expect(await available(repository)).toBe(9);
    });

    it('gives a key away again once its receipt has expired', async () => {
      const repository = await withSeats(10);
      const first = receiptOf(0);
      await repository.insertBooking(first.booking, first);
      const second = receiptOf(60);
      expect(await repository.insertBooking(second.booking, second)).toBe('written');
      expect(await repository.findReceipt('customer-1', 'key')).toEqual(second);
    });

    it('says that the key is taken even when no seat is left', async () => {
      const repository = await withSeats(1);
      const first = receiptOf(60);
      await repository.insertBooking(first.booking, first);
      const second = receiptOf(60);
      expect(await repository.insertBooking(second.booking, second)).toBe('key-taken');
    });
  });

  describe('booking repository: replace', () => {
    it.each([
      ['more passengers', [ada], [ada, grace], 1],
      ['fewer passengers', [ada, grace], [ada], 2],
      ['other passengers', [ada], [grace], 2],
    ])('moves the difference in seats: %s', async (_name, before, after, left) => {
      const repository = await withSeats(3);
      const booking = book('customer-1', before);
      await repository.insertBooking(booking);
      const changed = replacePassengers(booking, after, now);
      expect(await repository.replaceBooking(booking, changed)).toBe('written');
      expect(await repository.findBooking('customer-1', booking.bookingId)).toEqual(changed);
      expect(await available(repository)).toBe(left);
    });

    it('gives all seats back when a booking is cancelled', async () => {
      const repository = await withSeats(2);
      const booking = book('customer-1', [ada, grace]);
      await repository.insertBooking(booking);
      expect(await repository.replaceBooking(booking, cancel(booking, now))).toBe('written');
      expect(await available(repository)).toBe(2);
    });

    it('refuses what was decided on an older version', async () => {
      const repository = await withSeats(10);
      const booking = book();
      await repository.insertBooking(booking);
      await repository.replaceBooking(booking, replacePassengers(booking, [grace], now));
      expect(await repository.replaceBooking(booking, cancel(booking, now))).toBe('stale');
      expect(await available(repository)).toBe(9);
    });

    it('refuses seats that there are not, and then changes nothing', async () => {
      const repository = await withSeats(1);
      const booking = book();
      await repository.insertBooking(booking);
      const changed = replacePassengers(booking, [ada, grace], now);
      expect(await repository.replaceBooking(booking, changed)).toBe('sold-out');
      expect(await repository.findBooking('customer-1', booking.bookingId)).toEqual(booking);
    });
  });

  describe('booking repository: list', () => {
    it('pages through the bookings of a customer, newest first, and through nothing else', async () => {
      const repository = await withSeats(10);
      const bookings = [book(), book(), book(), book()];
      for (const [index, booking] of bookings.entries()) {
        const receipt = { idempotencyKey: `key-${index}`, booking, expiresAt: nowSeconds + 60 };
        await repository.insertBooking(booking, receipt);
      }
      const [first, second, third, fourth] = bookings;
      const firstPage = await repository.listBookings('customer-1', { limit: 2 });
      expect(firstPage).toEqual({ items: [fourth, third], hasMore: true });
      const secondPage = await repository.listBookings('customer-1', { limit: 2, after: third?.bookingId });
      expect(secondPage).toEqual({ items: [second, first], hasMore: false });
    });
  });
}
