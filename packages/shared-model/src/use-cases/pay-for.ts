import type { Booking } from '../booking.ts';
import type { Payment } from '../payment.ts';
import type { Clock, LoyaltyProgram, PaymentRepository, RefundOrder } from '../ports.ts';
import { settle } from './settle.ts';

export type PayDeps = {
  readonly bookings: Pick<PaymentRepository, 'giveUpPayment' | 'closePayment'>;
  readonly program: LoyaltyProgram;
  readonly clock: Clock;
};

/**
 * Moves points with the write of a booking, although the two are kept by different services.
 *
 * What the write costs is taken before it: the payment is pending first, then come the debit and the write, which ends
 * the payment in one transaction with the booking. As long as the payment is pending, then, the booking is not written, and
 * whoever finds it so may give it up: from then on no booking can be written with it, and its debit is reversed.
 * What the write gives back follows it: the write itself leaves the payment, which ends with the refund.
 */
export async function payFor<Outcome extends Booking | 'contended'>(
  deps: PayDeps,
  payment: Payment | undefined,
  write: () => Promise<Outcome>,
): Promise<Outcome> {
  if (!payment) return write();
  if (payment.state === 'refunding') {
    const outcome = await write();
    if (outcome !== 'contended') await tryToGiveBack(deps, payment);
    return outcome;
  }
  try {
    await deps.program.debit(orderOf(payment));
    const outcome = await write();
    // Nothing written, or a first answer found that another payment paid.
    if (outcome === 'contended' || outcome.bookingId !== payment.booking.bookingId) {
      await tryToGiveBack(deps, payment);
    }
    return outcome;
  } catch (error) {
    await tryToGiveBack(deps, payment);
    throw error;
  }
}

/** Returns a payment's points, unless its booking is written, and ends it. Safe to repeat from any point. */
export async function giveBack({ bookings, program, clock }: PayDeps, payment: Payment): Promise<void> {
  if (payment.state === 'debiting') {
    const outcome = await settle(clock, () => bookings.giveUpPayment(payment));
    if (outcome === 'gone') return;
  }
  await program.refund(refundOf(payment));
  await settle(clock, () => bookings.closePayment(payment));
}

/** What cannot be given back now stays pending, and is given back by `settlePayments`. */
const tryToGiveBack = (deps: PayDeps, payment: Payment) => giveBack(deps, payment).catch(() => {});

const orderOf = ({ booking, points, key }: Payment) => ({
  customerId: booking.customerId,
  bookingId: booking.bookingId,
  points,
  key,
});

function refundOf(payment: Payment): RefundOrder {
  const order = orderOf(payment);
  return payment.state === 'refunding'
    ? order
    : { ...order, key: `${payment.key}#refund`, reverses: payment.key };
}
