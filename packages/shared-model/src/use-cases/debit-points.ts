import { DomainError } from '../domain-error.ts';
import { pointsDebit } from '../input/fields.ts';
import { parseBody } from '../input/parse-input.ts';
import type { Balance } from '../loyalty.ts';
import type { LoyaltyRepository } from '../loyalty-ports.ts';
import { getAccount } from './get-account.ts';
import { enter, type LedgerDeps, loyaltyContention, openAccount } from './open-account.ts';
import { settle } from './settle.ts';

/** `input`: `{bookingId, points, key}`, points from 1. */
export type DebitPoints = { readonly customerId: string; readonly input: unknown };

type Deps = LedgerDeps & {
  readonly loyalty: Pick<LoyaltyRepository, 'findAccount' | 'openAccount' | 'post'>;
};

/**
 * Takes points for a booking, once for the key, and tells what is left. `input.invalid`,
 * `loyalty.insufficient-points`, `loyalty.unavailable`.
 */
export async function debitPoints(deps: Deps, { customerId, input }: DebitPoints): Promise<Balance> {
  const { bookingId, points, key } = parseBody(pointsDebit, input);
  await settle(
    deps.clock,
    async () => {
      const entry = enter(deps, { kind: 'debit', points: -points, bookingId });
      const outcome = await deps.loyalty.post({ customerId, key, entry });
      if (outcome !== 'uncovered') return outcome;
      if (await deps.loyalty.findAccount(customerId)) throw tooFewPoints();
      await openAccount(deps, customerId);
      return 'contended';
    },
    loyaltyContention,
  );
  return getAccount(deps, { customerId });
}

const tooFewPoints = () =>
  new DomainError('loyalty.insufficient-points', 'The account has too few points for this booking.');
