import { type Booking, createMemoryRepositories } from '@unlith/shared-model';
import { createSeed, specialFlights } from '@unlith/shared-model/seed';
import { expect, it } from 'vitest';
import { announceBookings } from '../src/announce-bookings.ts';
import type { LogEntry } from '../src/logger.ts';

const { inventories } = createSeed({ firstDay: '2026-11-22' });
const booking = {
  bookingId: '01KDVDNB000000000000000001',
  customerId: 'alice',
  flightId: specialFlights.oneSeat,
  seats: 1,
  status: 'confirmed',
  version: 1,
} as Booking;

it('tells every subscriber of what was written, though one of them fails', async () => {
  const heard: string[] = [];
  const lines: LogEntry[] = [];
  const log = (entry: LogEntry) => void lines.push(entry);
  const bookings = announceBookings(createMemoryRepositories({ inventories }).bookings, {
    logger: { info: log, error: log },
    subscribers: {
      broken: () => Promise.reject(new Error('away')),
      sound: async ({ status, version }) => heard.push(`${status} ${version}`),
    },
  });

  expect(await bookings.insertBooking(booking)).toBe('written');
  expect(await bookings.insertBooking({ ...booking, bookingId: 'other' })).toBe('sold-out');
  const cancelled: Booking = { ...booking, status: 'cancelled', version: 2 };
  expect(await bookings.replaceBooking(booking, cancelled)).toBe('written');
  expect(await bookings.replaceBooking(booking, cancelled)).toBe('stale');

  expect(heard).toEqual(['confirmed 1', 'cancelled 2']);
  expect(lines).toMatchObject([
    { event: 'subscriber.failed', subscriber: 'broken', version: 1 },
    { event: 'subscriber.failed', subscriber: 'broken', version: 2 },
  ]);
});
