import type { Stale } from './ports.ts';
import type { Share, Totals } from './statistics.ts';

/** A booking's share in the place of an earlier one, and what the totals move by. */
export type ShareMovement = {
  readonly flightId: string;
  readonly previous: Share | undefined;
  readonly next: Share;
  readonly difference: Totals;
};

/** Flights' totals, and what each booking adds to them. */
export type StatisticsRepository = {
  findTotals(flightId: string): Promise<Totals | undefined>;
  /** Stale: the stored share is not `previous`. */
  moveShare(movement: ShareMovement): Promise<'written' | 'contended' | Stale<Share>>;
};
