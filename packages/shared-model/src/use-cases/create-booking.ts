import { isDeepStrictEqual } from 'node:util';
import { type Booking, confirmBooking } from '../booking.ts';
import { DomainError } from '../domain-error.ts';
import { hasDeparted } from '../flight.ts';
import { idempotencyKey as keyField, newBooking } from '../input/fields.ts';
import { parseBody, parseHeader } from '../input/parse-input.ts';
import type { BookingRepository, Clock, FlightDirectory, Ids, Receipt } from '../ports.ts';
import { getFlight } from './get-flight.ts';
import { settle } from './settle.ts';

const receiptLifetimeSeconds = 24 * 60 * 60;

/** `input`: `{flightId, passengers: [{firstName, lastName}]}`, 1 to 9 of them. */
export type CreateBooking = {
  readonly customerId: string;
  readonly input: unknown;
  /** 1 to 255 visible ASCII characters. */
  readonly idempotencyKey?: string | undefined;
};

type Deps = {
  readonly bookings: Pick<BookingRepository, 'findReceipt' | 'insertBooking'>;
  readonly flights: FlightDirectory;
  readonly clock: Clock;
  readonly ids: Ids;
};

/**
 * Books seats for the passengers. With an idempotency key, a repetition within a day gets the first answer again:
 * booking, seats and receipt are written together, so this holds even if that answer never arrived.
 * `input.invalid`, `flight.not-found`, `flight.departed`, `flight.sold-out`, `booking.idempotency-conflict`,
 * `booking.contention`, `flights.unavailable`.
 */
export async function createBooking(deps: Deps, command: CreateBooking): Promise<Booking> {
  const order = parseOrder(command);
  const now = deps.clock.now();
  const firstAnswer = await findFirstAnswer(deps, order, now);
  if (firstAnswer) return firstAnswer;

  const flight = await getFlight(deps, order);
  if (hasDeparted(flight, now)) throw new DomainError('flight.departed', 'The flight has departed.');

  const booking = confirmBooking({ ...order, flight, bookingId: deps.ids.next() }, now);
  const receipt = order.idempotencyKey === undefined ? undefined : receiptOf(order.idempotencyKey, booking);
  return settle(deps.clock, async () => {
    const outcome = await deps.bookings.insertBooking(booking, receipt);
    if (outcome === 'written') return booking;
    if (outcome === 'sold-out')
      throw new DomainError('flight.sold-out', 'The flight has too few seats left.');
    return (await findFirstAnswer(deps, order, now)) ?? 'contended';
  });
}

type Order = ReturnType<typeof parseOrder>;

const parseOrder = ({ customerId, input, idempotencyKey }: CreateBooking) => ({
  customerId,
  ...parseBody(newBooking, input),
  idempotencyKey:
    idempotencyKey === undefined ? undefined : parseHeader(keyField, idempotencyKey, 'idempotency-key'),
});

/** What the same order under the same key was answered; `booking.idempotency-conflict` if it was another order. */
async function findFirstAnswer(
  { bookings }: Pick<Deps, 'bookings'>,
  { customerId, idempotencyKey, flightId, passengers }: Order,
  now: Date,
): Promise<Booking | undefined> {
  if (idempotencyKey === undefined) return undefined;
  const receipt = await bookings.findReceipt(customerId, idempotencyKey);
  if (!receipt || receipt.expiresAt <= toEpochSeconds(now)) return undefined;
  const { booking } = receipt;
  if (booking.flightId === flightId && isDeepStrictEqual(booking.passengers, passengers)) return booking;
  throw new DomainError('booking.idempotency-conflict', 'The idempotency key was used for another booking.');
}

const receiptOf = (idempotencyKey: string, booking: Booking): Receipt => ({
  idempotencyKey,
  booking,
  expiresAt: toEpochSeconds(new Date(booking.createdAt)) + receiptLifetimeSeconds,
});

const toEpochSeconds = (time: Date) => Math.floor(time.getTime() / 1000);
