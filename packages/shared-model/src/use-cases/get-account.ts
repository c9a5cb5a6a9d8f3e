import { type Balance, balanceOf } from '../loyalty.ts';
import type { LoyaltyRepository } from '../loyalty-ports.ts';
import { type LedgerDeps, openAccount } from './open-account.ts';

/** `customerId`: the token's `sub`. */
export type GetAccount = { readonly customerId: string };

/** What the customer can spend. `loyalty.unavailable`. */
export async function getAccount(
  deps: LedgerDeps & { loyalty: Pick<LoyaltyRepository, 'findAccount' | 'openAccount'> },
  { customerId }: GetAccount,
): Promise<Balance> {
  const account = await deps.loyalty.findAccount(customerId);
  if (account) return balanceOf(account);
  await openAccount(deps, customerId);
  return getAccount(deps, { customerId });
}
