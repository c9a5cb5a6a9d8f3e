import { describe, expect, it } from 'vitest';
import {
  type CreateBooking,
  cancelBooking,
  createBooking,
  getAvailability,
  listBookings,
} from '../../src/index.ts';
import { ada, airbus, createMemoryAirline, grace, now } from '../airline.ts';

const order = (own: Partial<CreateBooking> = {}): CreateBooking => ({
  customerId: 'customer-1',
  input: { flightId: airbus.flightId, passengers: [ada, grace] },
  ...own,
});

describe('createBooking', () => {
  it('confirms seats at the price of the day', async () => {
    expect(await createBooking(createMemoryAirline(), order())).toEqual({
      bookingId: '01KDVDNB000000000000000001',
      customerId: 'customer-1',
      flightId: airbus.flightId,
      flight: { flightNumber: 'UL101', from: 'LHR', to: 'JFK', departsAt: '2026-11-24T09:30:00.000Z' },
      passengers: [ada, grace],
      seats: 2,
      seatPriceCents: 48_900,
      totalCents: 97_800,
      currency: 'EUR',
      payWith: 'card',
      status: 'confirmed',
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
      version: 1,
    });
  });

  it.each([
    ['flight.not-found', { flight: { ...airbus, flightId: '01KDVDNA0000000000000000B2' } }],
    ['flight.departed', { flight: { ...airbus, departsAt: now.toISOString() } }],
    ['flight.sold-out', { capacity: 1 }],
  ])('refuses: %s', async (code, airline) => {
    await expect(createBooking(createMemoryAirline(airline), order())).rejects.toMatchObject({ code });
  });

  it('asks for no flight when its id cannot be one', async () => {
    const flights = { findFlight: () => Promise.reject(new Error('asked')) };
    const deps = { ...createMemoryAirline(), flights };
    const command = order({ input: { flightId: 'x', passengers: [ada] } });
    await expect(createBooking(deps, command)).rejects.toMatchObject({ code: 'flight.not-found' });
  });

  it('passes on that the flights service is away, and books nothing', async () => {
    const airline = createMemoryAirline();
    const flights = { findFlight: () => Promise.reject(new Error('away')) };
    await expect(createBooking({ ...airline, flights }, order())).rejects.toThrow('away');
    expect(await getAvailability(airline, airbus)).toMatchObject({ available: 10 });
  });
});

describe('createBooking with an idempotency key', () => {
  const keyed = order({ idempotencyKey: 'key-1' });

  it('repeats the first answer, even after the flight left, sold out or the booking was cancelled', async () => {
    const airline = createMemoryAirline({ capacity: 2 });
    const first = await createBooking(airline, keyed);
    expect(await createBooking(airline, keyed)).toEqual(first);
    await cancelBooking(airline, first);
    const clock = { ...airline.clock, now: () => new Date(Date.parse('2026-11-23T07:59:59.000Z')) };
    const flights = { findFlight: async () => undefined };
    expect(await createBooking({ ...airline, clock, flights }, keyed)).toEqual(first);
  });

  it('books once when the answer got lost after the write', async () => {
    const airline = createMemoryAirline();
    const { insertBooking } = airline.bookings;
    const dying: typeof insertBooking = async (...booking) => {
      await insertBooking(...booking);
      throw new Error('killed');
    };
    const bookings = { ...airline.bookings, insertBooking: dying };
    await expect(createBooking({ ...airline, bookings }, keyed)).rejects.toThrow('killed');
    const answer = await createBooking(airline, keyed);
    const { items } = await listBookings(airline, { customerId: 'customer-1', query: {} });
    expect(items).toEqual([answer]);
    expect(await getAvailability(airline, airbus)).toMatchObject({ available: 8 });
  });

  it('books once when retries overtake each other', async () => {
    const airline = createMemoryAirline();
    const answers = await Promise.all(Array.from({ length: 10 }, () => createBooking(airline, keyed)));
    expect(new Set(answers.map(({ bookingId }) => bookingId)).size).toBe(1);
    expect(await getAvailability(airline, airbus)).toMatchObject({ available: 8 });
  });

  it.each([
    ['other passengers', { flightId: airbus.flightId, passengers: [ada] }],
    ['another flight', { flightId: '01KDVDNA0000000000000000B2', passengers: [ada, grace] }],
  ])('refuses the key for %s', async (_name, input) => {
    const airline = createMemoryAirline();
    await createBooking(airline, keyed);
    const other = createBooking(airline, { ...keyed, input });
    await expect(other).rejects.toMatchObject({ code: 'booking.idempotency-conflict' });
  });

  it.each([
    ['another customer', { customerId: 'customer-2' }, now],
    ['the next day', {}, new Date(now.getTime() + 24 * 60 * 60 * 1000)],
  ])('lets %s use the same key', async (_name, own, later) => {
    const airline = createMemoryAirline();
    const first = await createBooking(airline, keyed);
    const clock = { ...airline.clock, now: () => later };
    const second = await createBooking({ ...airline, clock }, { ...keyed, ...own });
    expect(second.bookingId).not.toBe(first.bookingId);
  });
});
