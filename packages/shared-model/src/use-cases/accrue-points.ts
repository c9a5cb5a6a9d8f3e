import type { BookingRecorded } from '../events/booking-recorded.ts';
import { type Accrual, pointsEarned } from '../loyalty.ts';
import type { LoyaltyRepository } from '../loyalty-ports.ts';
import { enter, type LedgerDeps, loyaltyContention, openAccount } from './open-account.ts';
import { settle } from './settle.ts';

type Deps = LedgerDeps & {
  readonly loyalty: Pick<LoyaltyRepository, 'moveAccrual' | 'openAccount'>;
};

/**
 * Earns a booking's points, and gives them back with its money. What is kept is what the booking has earned as of its
 * highest version, so that events may come twice and in any order: the ledger moves by the difference. `loyalty.unavailable`.
 */
export function accruePoints(deps: Deps, event: BookingRecorded): Promise<'written' | 'known'> {
  const { customerId, bookingId, version } = event;
  const next = { bookingId, version, points: pointsEarned(event) };
  // Most bookings are heard of once. Of the others the first write tells what is stored, so that nothing is read.
  const move = async (previous?: Accrual): Promise<'written' | 'known' | 'contended'> => {
    if (previous && previous.version >= version) return 'known';
    const points = next.points - (previous?.points ?? 0);
    const entry = points === 0 ? undefined : enter(deps, { kind: 'accrual', points, bookingId });
    const outcome = await deps.loyalty.moveAccrual({ customerId, previous, next, entry });
    if (typeof outcome === 'object') return move(outcome.stored);
    if (outcome === 'uncovered') await openAccount(deps, customerId);
    return outcome === 'written' ? outcome : 'contended';
  };
  return settle(deps.clock, () => move(), loyaltyContention);
}
