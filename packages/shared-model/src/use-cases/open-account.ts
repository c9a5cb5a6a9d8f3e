import { type LedgerEntry, welcomePoints } from '../loyalty.ts';
import type { LoyaltyRepository } from '../loyalty-ports.ts';
import type { Clock, Ids } from '../ports.ts';
import { settle } from './settle.ts';

export type LedgerDeps = { readonly clock: Clock; readonly ids: Ids };

type OpenDeps = LedgerDeps & { readonly loyalty: Pick<LoyaltyRepository, 'openAccount'> };

/** When loyalty cannot keep up with one customer's own movements. */
export const loyaltyContention = [
  'loyalty.unavailable',
  'The points could not be moved. Try again.',
] as const;

/** Every customer has an account, from the moment on that loyalty first hears of them. */
export const openAccount = (deps: OpenDeps, customerId: string): Promise<'written'> =>
  settle(
    deps.clock,
    () => deps.loyalty.openAccount(customerId, enter(deps, { kind: 'welcome', points: welcomePoints })),
    loyaltyContention,
  );

type Movement = Pick<LedgerEntry, 'kind' | 'points'> & { readonly bookingId?: string };

/** A new line of the ledger. */
export const enter = ({ clock, ids }: LedgerDeps, movement: Movement): LedgerEntry => ({
  entryId: ids.next(),
  kind: movement.kind,
  points: movement.points,
  bookingId: movement.bookingId ?? null,
  createdAt: clock.now().toISOString(),
});
