import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Booking,
  cancelBooking,
  changeBooking,
  createBooking,
  getAvailability,
  getBooking,
} from '../../src/index.ts';
import { ada, airbus, createMemoryAirline, grace } from '../airline.ts';

let airline: ReturnType<typeof createMemoryAirline>;
let booking: Booking;

beforeEach(async () => {
  airline = createMemoryAirline({ capacity: 3 });
  const input = { flightId: airbus.flightId, passengers: [ada] };
  booking = await createBooking(airline, { customerId: 'customer-1', input });
});

const change = (passengers: unknown[], own: { ifMatch?: string; customerId?: string } = {}) =>
  changeBooking(airline, { ...booking, input: { passengers }, ...own });
const available = async () => (await getAvailability(airline, airbus)).available;

describe('changeBooking', () => {
  it('prices other passengers at the booked price', async () => {
    expect(await change([grace, ada])).toMatchObject({
      passengers: [grace, ada],
      totalCents: 97_800,
      version: 2,
    });
    expect(await available()).toBe(1);
  });

  it('refuses more seats than are left', async () => {
    await expect(change([ada, ada, ada, ada])).rejects.toMatchObject({ code: 'flight.sold-out' });
    expect(await available()).toBe(2);
  });

  it('refuses a cancelled booking', async () => {
    await cancelBooking(airline, booking);
    await expect(change([grace])).rejects.toMatchObject({ code: 'booking.cancelled' });
  });

  it("hides another customer's booking", async () => {
    await expect(change([grace], { customerId: 'customer-2' })).rejects.toMatchObject({
      code: 'booking.not-found',
    });
  });

  it('repeats itself on top of a change that overtook it, unless told a version', async () => {
    const { replaceBooking } = airline.bookings;
    let overtakings = 0;
    airline.bookings.replaceBooking = async (previous, next) => {
      if (overtakings++ === 0) await replaceBooking(previous, { ...previous, version: 2 });
      return replaceBooking(previous, next);
    };
    expect(await change([grace])).toMatchObject({ passengers: [grace], version: 3 });
    overtakings = 0;
    await expect(change([ada], { ifMatch: '"3"' })).rejects.toMatchObject({
      code: 'booking.version-conflict',
    });
  });
});

describe('cancelBooking', () => {
  it('gives the seats back once', async () => {
    expect(await cancelBooking(airline, booking)).toMatchObject({ status: 'cancelled', version: 2 });
    expect(await cancelBooking(airline, booking)).toMatchObject({ status: 'cancelled', version: 2 });
    expect(await available()).toBe(3);
    expect(await getBooking(airline, booking)).toMatchObject({ status: 'cancelled', passengers: [ada] });
  });
});

describe('If-Match', () => {
  it.each(['"1"', '*', ' * ', '"7", "1"', '"7","1"'])('%s admits version 1', async (ifMatch) => {
    expect(await change([grace], { ifMatch })).toMatchObject({ version: 2 });
  });

  it.each(['"2"', 'W/"1"', '1', '', '"1', '"11"'])('%s refuses version 1', async (ifMatch) => {
    await expect(change([grace], { ifMatch })).rejects.toMatchObject({ code: 'booking.version-conflict' });
    await expect(cancelBooking(airline, { ...booking, ifMatch })).rejects.toMatchObject({
      code: 'booking.version-conflict',
    });
  });
});
