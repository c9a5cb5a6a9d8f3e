import type { BookingRecorded } from '../events/booking-recorded.ts';
import { pointsEarned } from '../loyalty.ts';
import type { LoyaltyRepository } from '../loyalty-ports.ts';
import { enter, type LedgerDeps, loyaltyContention, openAccount } from './open-account.ts';
import { settle } from './settle.ts';

type Deps = LedgerDeps & {
  readonly loyalty: Pick<LoyaltyRepository, 'findAccrual' | 'moveAccrual' | 'openAccount'>;
};

/**
 * Earns a booking's points, and gives them back with its money. What is kept is what the booking has earned as of its
 * highest version, so that events may come twice and in any order: the ledger moves by the difference. `loyalty.unavailable`.
 */
export function accruePoints(deps: Deps, event: BookingRecorded): Promise<'written' | 'known'> {
  const { customerId, bookingId, version } = event;
  return settle(
    deps.clock,
    async () => {
      const previous = await deps.loyalty.findAccrual(customerId, bookingId);
      if (previous && previous.version >= version) return 'known';
      const next = { bookingId, version, points: pointsEarned(event) };
      const points = next.points - (previous?.points ?? 0);
      const entry = points === 0 ? undefined : enter(deps, { kind: 'accrual', points, bookingId });
      const outcome = await deps.loyalty.moveAccrual({ customerId, previous, next, entry });
      if (outcome === 'uncovered') await openAccount(deps, customerId);
      return outcome === 'written' ? outcome : 'contended';
    },
    loyaltyContention,
  );
}
