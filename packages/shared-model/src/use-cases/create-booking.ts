import { isDeepStrictEqual } from 'node:util';
import { type Booking, confirmBooking } from '../booking.ts';
import { DomainError } from '../domain-error.ts';
import { hasDeparted } from '../flight.ts';
import { idempotencyKey as keyField, newBooking } from '../input/fields.ts';
import { parseBody, parseHeader } from '../input/parse-input.ts';
import type { Payment } from '../payment.ts';
import type { BookingRepository, FlightDirectory, Receipt } from '../ports.ts';
import { type BeginDeps, beginPayment } from './begin-payment.ts';
import { getFlight } from './get-flight.ts';
import { payFor } from './pay-for.ts';
import { settle } from './settle.ts';

const receiptLifetimeSeconds = 24 * 60 * 60;

/** `input`: `{flightId, passengers: [{firstName, lastName}], payWith?}`, 1 to 9 of them, by card unless said. */
export type CreateBooking = {
  readonly customerId: string;
  readonly input: unknown;
  /** 1 to 255 visible ASCII characters. */
  readonly idempotencyKey?: string | undefined;
};

type Deps = BeginDeps & {
  readonly bookings: Pick<BookingRepository, 'findReceipt' | 'insertBooking'>;
  readonly flights: FlightDirectory;
};

/**
 * Books seats for the passengers. With an idempotency key, a repetition within a day gets the first answer again:
 * booking, seats and receipt are written together, so this holds even if that answer never arrived.
 * `input.invalid`, `flight.not-found`, `flight.departed`, `flight.sold-out`, `booking.idempotency-conflict`,
 * `booking.contention`, `flights.unavailable`; paid with points also `loyalty.insufficient-points`, `loyalty.unavailable`.
 */
export async function createBooking(deps: Deps, command: CreateBooking): Promise<Booking> {
  const order = parseOrder(command);
  const now = deps.clock.now();
  const firstAnswer = await findFirstAnswer(deps, order, now);
  if (firstAnswer) return firstAnswer;

  const flight = await getFlight(deps, order);
  if (hasDeparted(flight, now)) throw new DomainError('flight.departed', 'The flight has departed.');

  const booking = confirmBooking({ ...order, flight, bookingId: deps.ids.next() }, now);
  if (order.payWith === 'card') return insert(deps, order, { booking });
  const payment = await beginPayment(deps, {
    booking,
    idempotencyKey: order.idempotencyKey,
    assertAnswers: (earlier) => assertAnswers(order, earlier),
  });
  return payFor(deps, payment, () => insert(deps, order, { booking: payment.booking, payment }));
}

type Order = ReturnType<typeof parseOrder>;

const parseOrder = ({ customerId, input, idempotencyKey }: CreateBooking) => ({
  customerId,
  ...parseBody(newBooking, input),
  idempotencyKey:
    idempotencyKey === undefined ? undefined : parseHeader(keyField, idempotencyKey, 'idempotency-key'),
});
/** Writes the booking with its receipt, and ends its payment. */
const insert = (deps: Deps, order: Order, { booking, payment }: { booking: Booking; payment?: Payment }) =>
  settle(deps.clock, async () => {
    const outcome = await deps.bookings.insertBooking(booking, receiptOf(order, booking), payment);
    if (outcome === 'written') return booking;
    if (outcome === 'sold-out')
      throw new DomainError('flight.sold-out', 'The flight has too few seats left.');
    if (outcome === 'payment-gone')
      throw new DomainError('booking.contention', 'The payment was given up meanwhile. Try again.');
    return (await findFirstAnswer(deps, order, deps.clock.now())) ?? 'contended';
  });

/** What the same order under the same key was answered; `booking.idempotency-conflict` if it was another order. */
async function findFirstAnswer(
  { bookings }: Pick<Deps, 'bookings'>,
  order: Order,
  now: Date,
): Promise<Booking | undefined> {
  if (order.idempotencyKey === undefined) return undefined;
  const receipt = await bookings.findReceipt(order.customerId, order.idempotencyKey);
  if (!receipt || receipt.expiresAt <= toEpochSeconds(now)) return undefined;
  assertAnswers(order, receipt.booking);
  return receipt.booking;
}

/** Whether a booking is what this order asks for: a key is good for one order. */
function assertAnswers({ flightId, passengers, payWith }: Order, booking: Booking): void {
  if (
    booking.flightId === flightId &&
    booking.payWith === payWith &&
    isDeepStrictEqual(booking.passengers, passengers)
  )
    return;
  throw new DomainError('booking.idempotency-conflict', 'The idempotency key was used for another booking.');
}

const receiptOf = ({ idempotencyKey }: Order, booking: Booking): Receipt | undefined =>
  idempotencyKey === undefined
    ? undefined
    : {
        idempotencyKey,
        booking,
        expiresAt: toEpochSeconds(new Date(booking.createdAt)) + receiptLifetimeSeconds,
      };

const toEpochSeconds = (time: Date) => Math.floor(time.getTime() / 1000);
