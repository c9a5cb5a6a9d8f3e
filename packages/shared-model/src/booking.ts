import type { Flight } from './flight.ts';

/** Names as given: 1 to 60 characters of any script. */
export type Passenger = { readonly firstName: string; readonly lastName: string };

/** Points pay like money: one point is one cent. */
export type PayWith = 'card' | 'points';

/** A customer's seats on one flight. The flight's data is a copy from the time of booking. */
export type Booking = {
  readonly bookingId: string;
  readonly customerId: string;
  readonly flightId: string;
  readonly flight: Pick<Flight, 'flightNumber' | 'from' | 'to' | 'departsAt'>;
  readonly passengers: readonly Passenger[];
  readonly seats: number;
  readonly seatPriceCents: number;
  readonly totalCents: number;
  readonly currency: 'EUR';
  readonly payWith: PayWith;
  readonly status: 'confirmed' | 'cancelled';
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Starts at 1 and grows by 1 with every change: the optimistic lock. */
  readonly version: number;
};

/** The seats of one flight. Bookings take from `available`, which never goes below zero. */
export type Inventory = { readonly flightId: string; readonly capacity: number; readonly available: number };

type Order = {
  readonly bookingId: string;
  readonly customerId: string;
  readonly flight: Flight;
  readonly passengers: readonly Passenger[];
  readonly payWith: PayWith;
};

export function confirmBooking(order: Order, now: Date): Booking {
  const { bookingId, customerId, flight, passengers, payWith } = order;
  const { flightId, flightNumber, from, to, departsAt, priceCents, currency } = flight;
  return {
    bookingId,
    customerId,
    flightId,
    flight: { flightNumber, from, to, departsAt },
    ...seatsFor(passengers, priceCents),
    currency,
    payWith,
    status: 'confirmed',
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    version: 1,
  };
}

/** Other passengers, and with them another number of seats, at the price of the day of booking. */
export const replacePassengers = (booking: Booking, passengers: readonly Passenger[], now: Date): Booking =>
  revise(booking, seatsFor(passengers, booking.seatPriceCents), now);

/** A cancelled booking keeps its passengers and its price; its seats are for others. */
export const cancel = (booking: Booking, now: Date): Booking => revise(booking, { status: 'cancelled' }, now);

/** How many of the flight's seats a booking occupies. */
export const seatsHeld = ({ status, seats }: Booking): number => (status === 'confirmed' ? seats : 0);

/** How many of the customer's points are in a booking. */
export const pointsHeld = ({ status, payWith, totalCents }: Booking): number =>
  status === 'confirmed' && payWith === 'points' ? totalCents : 0;

const seatsFor = (passengers: readonly Passenger[], seatPriceCents: number) => ({
  passengers,
  seats: passengers.length,
  seatPriceCents,
  totalCents: passengers.length * seatPriceCents,
});

const revise = (booking: Booking, change: Partial<Booking>, now: Date): Booking => ({
  ...booking,
  ...change,
  updatedAt: now.toISOString(),
  version: booking.version + 1,
});
