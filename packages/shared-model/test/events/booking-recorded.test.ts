import { describe, expect, it } from 'vitest';
import { cancel, confirmBooking } from '../../src/booking.ts';
import { parseBookingRecorded, recordBooking } from '../../src/events/index.ts';
import { ada, airbus, grace, now } from '../airline.ts';

const booking = confirmBooking(
  {
    bookingId: 'booking-1',
    customerId: 'customer-1',
    flight: airbus,
    passengers: [ada, grace],
    payWith: 'card',
  },
  now,
);
const event = {
  bookingId: 'booking-1',
  customerId: 'customer-1',
  flightId: airbus.flightId,
  version: 1,
  status: 'confirmed',
  seats: 2,
  totalCents: 97_800,
  payWith: 'card',
  updatedAt: '2026-11-22T08:00:00.000Z',
};

describe('recordBooking', () => {
  it('tells the state of a booking, and nothing of its passengers', () => {
    expect(recordBooking(booking)).toEqual(event);
    expect(recordBooking(cancel(booking, now))).toEqual({ ...event, version: 2, status: 'cancelled' });
  });
});

describe('parseBookingRecorded', () => {
  it.each([
    ['as recorded', event],
    ['with numbers as text', { ...event, version: '1', seats: '2', totalCents: '97800' }],
    ['with fields of a later publisher', { ...event, tier: 'gold' }],
    ['after a passage as JSON', JSON.parse(JSON.stringify(event))],
  ])('reads an event %s', (_name, detail) => {
    expect(parseBookingRecorded(detail)).toEqual(event);
  });

  it.each([
    ['bookingId', ''],
    ['customerId', 7],
    ['flightId', null],
    ['version', -1],
    ['version', 1.5],
    ['version', ''],
    ['version', '0x10'],
    ['version', '-1'],
    ['version', '99999999999999999999'],
    ['seats', 'two'],
    ['totalCents', '97800.5'],
    ['status', 'lost'],
    ['payWith', 'cash'],
    ['updatedAt', 'yesterday'],
    ...Object.keys(event).map((field) => [field, undefined]),
  ] as [string, unknown][])('refuses %s: %j by name', (field, value) => {
    const refused = () => parseBookingRecorded({ ...event, [field]: value });
    expect(refused).toThrow(TypeError);
    expect(refused).toThrow(new RegExp(`^no BookingRecorded\\.v1: ${field}: [^;]+$`));
  });

  it('names every wrong field in one sentence', () => {
    const detail = { ...event, version: 'x', status: 'lost', payWith: undefined };
    expect(() => parseBookingRecorded(detail)).toThrow(
      /^no BookingRecorded\.v1: version: [^;]+; status: [^;]+; payWith: [^;]+$/,
    );
  });

  it.each([[undefined], [null], ['text'], [7]])('refuses %j as a whole', (detail) => {
    expect(() => parseBookingRecorded(detail)).toThrow(/^no BookingRecorded\.v1: detail: /);
  });
});
