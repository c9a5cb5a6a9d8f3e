import type { KnownIds } from '../correlate/correlation.ts';

/** What two answers are compared by. */
export interface DiffRules {
  /** What the sides' ids are known to stand for so far: it tells the elements of lists apart. */
  readonly correlation: KnownIds;
  /** Whether the order of the list at a place means nothing. */
  readonly isOrderBlind?: (where: string) => boolean;
}
