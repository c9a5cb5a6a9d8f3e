import { describe, expect, it } from 'vitest';
import { cancel, confirmBooking, replacePassengers } from '../src/booking.ts';
import type { Booking, BookingRepository, Inventory, Payment } from '../src/index.ts';
import { oweRefund, startPayment } from '../src/payment.ts';
import { ada, airbus, countingIds, grace, now, seatsOf } from './airline.ts';

const ids = countingIds();
const customerId = 'customer-1';
const order = { customerId, flight: airbus, passengers: [ada], payWith: 'points' } as const;
const book = () => confirmBooking({ ...order, bookingId: ids.next() }, now);
const pay = (booking: Booking, idempotencyKey?: string) =>
  startPayment(booking, booking.totalCents, { attempt: ids.next(), idempotencyKey });
const startedAfterMinutes = (payment: Payment, minutes: number): Payment => ({
  ...payment,
  startedAt: new Date(now.getTime() + minutes * 60_000).toISOString(),
});
const farFuture = '9';

/** What every booking repository must do with payments. `create` makes one for flights with the given seats. */
export function describePaymentRepository(
  create: (seats: readonly Inventory[]) => Promise<BookingRepository>,
): void {
  const withSeats = (capacity: number) => create([seatsOf(airbus, capacity)]);
  const find = (repository: BookingRepository, { paymentId }: Payment) =>
    repository.findPayment(customerId, paymentId);
  const listAll = (repository: BookingRepository) => repository.listPendingPayments(farFuture, 10);

  /** A repository with a payment that is pending. */
  const withPayment = async ({ capacity = 10 } = {}) => {
    const repository = await withSeats(capacity);
    const booking = book();
    const payment = pay(booking, 'key');
    await repository.openPayment(payment);
    return { repository, booking, payment };
  };

  describe('booking repository: pending payments', () => {
    it('opens one, for its customer alone', async () => {
      const repository = await withSeats(1);
      const payment = pay(book());
      expect(await find(repository, payment)).toBeUndefined();
      expect(await repository.openPayment(payment)).toBe('written');
      expect(await find(repository, payment)).toEqual(payment);
      expect(await repository.findPayment('customer-2', payment.paymentId)).toBeUndefined();
    });

    it('keeps the first of an idempotency key until it is closed', async () => {
      const { repository, payment } = await withPayment();
      const second = pay(book(), 'key');
      expect(await repository.openPayment(second)).toBe('taken');
      expect(await find(repository, payment)).toEqual(payment);
      expect(await repository.closePayment(payment)).toBe('written');
      expect(await find(repository, payment)).toBeUndefined();
      expect(await repository.openPayment(second)).toBe('written');
      expect(await find(repository, second)).toEqual(second);
    });

    it('touches no later payment of the same id', async () => {
      const { repository, payment } = await withPayment();
      await repository.closePayment(payment);
      const second = pay(book(), 'key');
      await repository.openPayment(second);
      expect(await repository.giveUpPayment(payment)).toBe('gone');
      expect(await repository.closePayment(payment)).toBe('gone');
      expect(await find(repository, second)).toEqual(second);
    });

    it('gives one up, and again', async () => {
      const { repository, payment } = await withPayment();
      expect(await repository.giveUpPayment(payment)).toBe('written');
      expect(await repository.giveUpPayment(payment)).toBe('written');
      expect(await find(repository, payment)).toEqual({ ...payment, state: 'reversing' });
    });

    it.each(['giveUpPayment', 'closePayment'] as const)('%s says so of what is closed', async (write) => {
      const { repository, payment } = await withPayment();
      await repository.closePayment(payment);
      expect(await repository[write](payment)).toBe('gone');
      expect(await find(repository, payment)).toBeUndefined();
    });

    it('lists those started before a time, oldest first, and none that is closed', async () => {
      const repository = await withSeats(10);
      const payments = [3, 1, 4, 2].map((minutes) => startedAfterMinutes(pay(book()), minutes));
      for (const payment of payments) await repository.openPayment(payment);
      const [third, first, fourth, second] = payments;
      expect(await repository.listPendingPayments(`${fourth?.startedAt}`, 10)).toEqual([
        first,
        second,
        third,
      ]);
      expect(await repository.listPendingPayments(`${fourth?.startedAt}`, 2)).toEqual([first, second]);
      if (first) await repository.closePayment(first);
      expect(await listAll(repository)).toEqual([second, third, fourth]);
    });
  });

  describe('booking repository: payments with a booking', () => {
    it('ends a payment with the booking that it paid', async () => {
      const { repository, booking, payment } = await withPayment();
      expect(await repository.insertBooking(booking, undefined, payment)).toBe('written');
      expect(await repository.findBooking(customerId, booking.bookingId)).toEqual(booking);
      expect(await listAll(repository)).toEqual([]);
      expect(await repository.giveUpPayment(payment)).toBe('gone');
    });

    it.each([
      ['given up', 'giveUpPayment'],
      ['closed', 'closePayment'],
    ] as const)('writes no booking with a payment that was %s', async (_name, end) => {
      const { repository, booking, payment } = await withPayment();
      await repository[end](payment);
      expect(await repository.insertBooking(booking, undefined, payment)).toBe('payment-gone');
      expect(await repository.findBooking(customerId, booking.bookingId)).toBeUndefined();
      expect(await repository.findInventory(airbus.flightId)).toMatchObject({ available: 10 });
    });

    it('leaves the payment pending when the flight is sold out', async () => {
      const { repository, booking, payment } = await withPayment({ capacity: 0 });
      expect(await repository.insertBooking(booking, undefined, payment)).toBe('sold-out');
      expect(await find(repository, payment)).toEqual(payment);
    });

    it('ends the payment of a dearer booking with its change, unless it was given up', async () => {
      const repository = await withSeats(10);
      const booking = book();
      await repository.insertBooking(booking);
      const dearer = replacePassengers(booking, [ada, grace], now);
      const [lost, payment] = [pay(dearer), pay(dearer)];
      for (const one of [lost, payment]) await repository.openPayment(one);
      await repository.giveUpPayment(lost);
      expect(await repository.replaceBooking(booking, dearer, lost)).toBe('payment-gone');
      expect(await repository.findBooking(customerId, booking.bookingId)).toEqual(booking);
      expect(await repository.replaceBooking(booking, dearer, payment)).toBe('written');
      expect(await listAll(repository)).toEqual([{ ...lost, state: 'reversing' }]);
    });

    it('opens what a booking owes with its change, and not without', async () => {
      const repository = await withSeats(10);
      const booking = book();
      await repository.insertBooking(booking);
      const cancelled = cancel(booking, now);
      const refund = oweRefund(cancelled, booking.totalCents);
      const outdated = { ...booking, version: 7 };
      expect(await repository.replaceBooking(outdated, cancelled, refund)).toBe('stale');
      expect(await listAll(repository)).toEqual([]);
      expect(await repository.replaceBooking(booking, cancelled, refund)).toBe('written');
      expect(await listAll(repository)).toEqual([refund]);
    });
  });
}
