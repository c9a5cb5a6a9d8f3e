import type { KnownIds } from '../correlate/correlation.ts';
import type { Difference } from './difference.ts';

/** What two answers are compared by. */
export interface DiffRules {
  /** What the sides' ids are known to stand for so far: it tells the elements of lists apart. */
  readonly correlation: KnownIds;
  /** Whether the order of the list at a place means nothing. */
  readonly isOrderBlind?: (where: string) => boolean;
  /** What the baseline's body differs in from another run's: in nothing else, most likely. */
  readonly expected?: ExpectedDifferences | undefined;
}

/** Differences from another answer, of which those with spans have them in this very body of the baseline's. */
export interface ExpectedDifferences {
  readonly body: Uint8Array;
  readonly differences: readonly Difference[];
}
