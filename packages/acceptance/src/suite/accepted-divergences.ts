import type { AcceptedDivergence } from '@unlith/parity';

/** Differences between lith and split that cannot be removed: at most five, each with its reason and source. */
export const acceptedDivergences: readonly AcceptedDivergence[] = [];
