import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Booking, cancel, confirmBooking } from '../../src/booking.ts';
import { bookingKey, inventoryKey, receiptKey, toBookingItem } from '../../src/dynamodb/booking-item.ts';
import { paymentKey } from '../../src/dynamodb/payments/payment-item.ts';
import {
  bookingFilter,
  bookingInputTemplate,
  parseBookingRecorded,
  recordBooking,
} from '../../src/events/index.ts';
import { ada, airbus, now } from '../airline.ts';

type Attribute = { readonly S: string } | { readonly N: string };

/** An item's texts and numbers as a stream writes them: numbers as text. Maps and lists are no matter of events. */
const toImage = (item: object): Record<string, Attribute> =>
  Object.fromEntries(
    Object.entries(item).flatMap(([name, value]): [string, Attribute][] => {
      if (typeof value === 'string') return [[name, { S: value }]];
      return typeof value === 'number' ? [[name, { N: `${value}` }]] : [];
    }),
  );

const recordOf = (booking: Booking) => ({
  eventName: booking.version === 1 ? 'INSERT' : 'MODIFY',
  dynamodb: {
    Keys: toImage(bookingKey(booking.customerId, booking.bookingId)),
    NewImage: toImage(toBookingItem(booking)),
  },
});

/** A value is what a path of keys leads to. */
const findAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

/** As much of a pipe as this template needs: paths in quotes, each replaced by the text that it leads to. */
const transform = (template: string, record: object): unknown =>
  JSON.parse(template.replaceAll(/<\$\.([\w.]+)>/g, (_, path) => `${findAt(record, path.split('.')) ?? ''}`));

/** As much of a filter as this one needs: values listed, or their beginning. */
function matches(filter: unknown, value: unknown): boolean {
  if (!Array.isArray(filter)) {
    return Object.entries(filter as object).every(([key, inner]) => matches(inner, findAt(value, [key])));
  }
  return filter.some((rule) =>
    typeof rule === 'string' ? rule === value : typeof value === 'string' && value.startsWith(rule.prefix),
  );
}

const booking = fc
  .record({
    bookingId: fc.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
    customerId: fc.stringMatching(/^[\w|:.-]{1,60}$/),
    priceCents: fc.nat(1_000_000),
    seats: fc.integer({ min: 1, max: 9 }),
    payWith: fc.constantFrom('card', 'points'),
    isCancelled: fc.boolean(),
    at: fc.date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true }),
  })
  .map(({ priceCents, seats, isCancelled, at, ...order }) => {
    const flight = { ...airbus, priceCents };
    const confirmed = confirmBooking({ ...order, flight, passengers: Array(seats).fill(ada) }, at);
    return isCancelled ? cancel(confirmed, at) : confirmed;
  });

describe('bookingInputTemplate', () => {
  it('makes of a stream record what a method call would tell', () => {
    fc.assert(
      fc.property(booking, (one) => {
        const detail = transform(bookingInputTemplate, recordOf(one));
        expect(parseBookingRecorded(detail)).toEqual(recordBooking(one));
      }),
    );
  });

  it('takes exactly the fields of the schema', () => {
    const [one] = fc.sample(booking, 1);
    const known = one ? Object.keys(recordBooking(one)) : [];
    expect(Object.keys(JSON.parse(bookingInputTemplate))).toEqual(known);
  });

  it('makes nothing that could pass for an event of a record without an image', () => {
    const detail = transform(bookingInputTemplate, { eventName: 'REMOVE', dynamodb: {} });
    expect(() => parseBookingRecorded(detail)).toThrow('no BookingRecorded.v1: bookingId');
  });
});

describe('bookingFilter', () => {
  const ofBooking = bookingKey('customer-1', 'booking-1');

  it.each([
    ['a new booking', 'INSERT', ofBooking, true],
    ['a changed booking', 'MODIFY', ofBooking, true],
    ['a removed booking', 'REMOVE', ofBooking, false],
    ['seats', 'MODIFY', inventoryKey('flight-1'), false],
    ['a receipt', 'INSERT', receiptKey('customer-1', 'BOOKING#1'), false],
    ['a payment', 'INSERT', paymentKey('customer-1', 'KEY#BOOKING#1'), false],
  ])('%s: %s', (_name, eventName, key, isAdmitted) => {
    expect(matches(bookingFilter, { eventName, dynamodb: { Keys: toImage(key) } })).toBe(isAdmitted);
  });

  it('lets every write of a booking through', () => {
    const order = { bookingId: 'booking-1', customerId: 'customer-1', passengers: [ada] };
    const created = confirmBooking({ ...order, flight: airbus, payWith: 'card' }, now);
    for (const one of [created, cancel(created, now)])
      expect(matches(bookingFilter, recordOf(one))).toBe(true);
  });
});
