import type { PaymentRepository } from '../ports.ts';
import { giveBack, type PayDeps } from './pay-for.ts';

const patienceMs = 5 * 60_000;
const batchSize = 100;

type Deps = PayDeps & { readonly bookings: Pick<PaymentRepository, 'listPendingPayments'> };

/**
 * Gives back the points of payments whose caller died: those pending for longer than any caller lives. Run it again and
 * again. Tells how many it settled; throws an `AggregateError` if some could not be, after all others were.
 */
export async function settlePayments(deps: Deps): Promise<number> {
  const startedBefore = new Date(deps.clock.now().getTime() - patienceMs).toISOString();
  const payments = await deps.bookings.listPendingPayments(startedBefore, batchSize);
  const outcomes = await Promise.allSettled(payments.map((payment) => giveBack(deps, payment)));
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (failures.length === 0) return payments.length;
  throw new AggregateError(
    failures,
    `${failures.length} of ${payments.length} pending payments could not be settled.`,
  );
}
