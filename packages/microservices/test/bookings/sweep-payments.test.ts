import '../environment.ts';
import { createBooking, DomainError } from '@unlith/shared-model';
import { describe, expect, it } from 'vitest';
import { createHandler } from '../../src/bookings/sweep-payments.ts';
import { ada, createAirline, flightId } from '../airline.ts';

const customerId = 'me';
const minuteMs = 60_000;

type Airline = ReturnType<typeof createAirline>;
const unavailable = () => Promise.reject(new DomainError('loyalty.unavailable', 'Later.'));

/** The airline some minutes later, with its loyalty program as given. */
function later(airline: Airline, minutes: number, program: Partial<Airline['program']> = {}) {
  const now = () => new Date(airline.clock.now().getTime() + minutes * minuteMs);
  return { ...airline, clock: { ...airline.clock, now }, program: { ...airline.program, ...program } };
}

/** Points are taken, and whoever took them dies before the booking is written. */
async function leavePaymentBehind(airline: Airline) {
  const dead = () => Promise.reject(new Error('died'));
  const bookings = { ...airline.bookings, insertBooking: dead, giveUpPayment: dead };
  const input = { flightId, passengers: [ada], payWith: 'points' };
  await createBooking({ ...airline, bookings }, { customerId, input }).catch(() => {});
}

const pointsOf = async ({ loyalty }: Airline) => (await loyalty.findAccount(customerId))?.net;

describe('sweep-payments', () => {
  it('gives back the points of payments left behind for five minutes, once', async () => {
    const airline = createAirline();
    await leavePaymentBehind(airline);
    expect(await pointsOf(airline)).toBe(40_100);
    expect(await createHandler(later(airline, 5))()).toEqual({ settled: 0 });
    expect(await createHandler(later(airline, 6))()).toEqual({ settled: 1 });
    expect(await pointsOf(airline)).toBe(50_000);
    expect(await createHandler(later(airline, 7))()).toEqual({ settled: 0 });
  });

  it('leaves payments alone whose booking is written', async () => {
    const airline = createAirline();
    const input = { flightId, passengers: [ada], payWith: 'points' };
    await createBooking(airline, { customerId, input });
    expect(await createHandler(later(airline, 6))()).toEqual({ settled: 0 });
    expect(await pointsOf(airline)).toBe(40_100);
  });

  it('fails, so that it is repeated, while loyalty cannot be asked', async () => {
    const airline = createAirline();
    await leavePaymentBehind(airline);
    const sweep = createHandler(later(airline, 6, { refund: unavailable }));
    await expect(sweep()).rejects.toThrow('1 of 1 pending payments could not be settled.');
    expect(await createHandler(later(airline, 6))()).toEqual({ settled: 1 });
    expect(await pointsOf(airline)).toBe(50_000);
  });
});
