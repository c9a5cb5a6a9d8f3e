import type { Booking } from '../booking.ts';
import { type Payment, paymentIdOf, startPayment } from '../payment.ts';
import type { Ids, PaymentRepository } from '../ports.ts';
import { giveBack, type PayDeps } from './pay-for.ts';
import { settle } from './settle.ts';

export type BeginDeps = PayDeps & {
  readonly bookings: Pick<PaymentRepository, 'findPayment' | 'openPayment'>;
  readonly ids: Ids;
};

type Intent = {
  readonly booking: Booking;
  readonly idempotencyKey: string | undefined;
  /** Throws unless an earlier booking under the key is what is ordered now. */
  readonly assertAnswers: (earlier: Booking) => void;
};

/**
 * The payment of a new booking. Under an idempotency key, a retry goes on with what a caller who died has left behind:
 * its booking, whose points may be taken already, or first the return of points that it had given up.
 */
export function beginPayment(deps: BeginDeps, intent: Intent): Promise<Payment> {
  const { booking, idempotencyKey, assertAnswers } = intent;
  return settle(deps.clock, async () => {
    const earlier = await findEarlier(deps, intent);
    if (earlier) assertAnswers(earlier.booking);
    if (earlier?.state === 'debiting') return earlier;
    if (earlier) await giveBack(deps, earlier);
    const attempt = deps.ids.next();
    const payment = startPayment(booking, booking.totalCents, { attempt, idempotencyKey });
    return (await deps.bookings.openPayment(payment)) === 'written' ? payment : 'contended';
  });
}

const findEarlier = ({ bookings }: BeginDeps, { booking, idempotencyKey }: Intent) =>
  idempotencyKey === undefined
    ? undefined
    : bookings.findPayment(booking.customerId, paymentIdOf(idempotencyKey));
