import { pointsRefund } from '../input/fields.ts';
import { parseBody } from '../input/parse-input.ts';
import type { Balance } from '../loyalty.ts';
import type { LoyaltyRepository } from '../loyalty-ports.ts';
import { getAccount } from './get-account.ts';
import { enter, type LedgerDeps, loyaltyContention, openAccount } from './open-account.ts';
import { settle } from './settle.ts';

/** `input`: `{bookingId, points, key, reverses?}`, points from 1; `reverses` is the key of a debit. */
export type RefundPoints = { readonly customerId: string; readonly input: unknown };

type Deps = LedgerDeps & {
  readonly loyalty: Pick<LoyaltyRepository, 'findAccount' | 'findPosting' | 'openAccount' | 'post'>;
};

/**
 * Gives points back for a booking, once for the key, and tells what there is. To reverse a debit is to give back what it
 * took; one that never came is ruled out, in case it is still on its way. `input.invalid`, `loyalty.unavailable`.
 */
export async function refundPoints(deps: Deps, { customerId, input }: RefundPoints): Promise<Balance> {
  const { reverses, ...refund } = parseBody(pointsRefund, input);
  await settle(
    deps.clock,
    async () => {
      if (reverses === undefined) return give(deps, { customerId, ...refund });
      const debit = await deps.loyalty.findPosting(customerId, reverses);
      if (debit)
        return debit.points === 0 ? 'repeated' : give(deps, { customerId, ...refund, points: -debit.points });
      const outcome = await deps.loyalty.post({ customerId, key: reverses, entry: undefined });
      return outcome === 'written' ? outcome : 'contended';
    },
    loyaltyContention,
  );
  return getAccount(deps, { customerId });
}

type Refund = { customerId: string; bookingId: string; points: number; key: string };

async function give(deps: Deps, { customerId, bookingId, points, key }: Refund) {
  const entry = enter(deps, { kind: 'refund', points, bookingId });
  const outcome = await deps.loyalty.post({ customerId, key, entry });
  if (outcome !== 'uncovered') return outcome;
  await openAccount(deps, customerId);
  return 'contended';
}
