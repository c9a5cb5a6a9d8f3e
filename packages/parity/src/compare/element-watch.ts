import type { KnownIds } from '../correlate/correlation.ts';
import { createFingerprints } from './fingerprint.ts';
import type { Scalar } from './json-scalar.ts';

/**
 * Watches values within lists: elements may have changed places where two values differ otherwise than ids and times do,
 * or where a side has what the other has elsewhere.
 */
export interface ElementWatch {
  areInPlace(baseline: Scalar, candidate: Scalar): boolean;
}

/** Starts with two documents of which nothing has been seen. */
export function createElementWatch(correlation: KnownIds): ElementWatch {
  const toFingerprint = {
    baseline: createFingerprints('baseline', correlation),
    candidate: createFingerprints('candidate', correlation),
  };
  const seen = { baseline: new Set<string>(), candidate: new Set<string>() };
  return {
    areInPlace(baseline, candidate) {
      const [one, other] = [toFingerprint.baseline(baseline), toFingerprint.candidate(candidate)];
      if (one.exact === other.exact) return true;
      seen.baseline.add(one.exact);
      seen.candidate.add(other.exact);
      return one.loose === other.loose && !seen.baseline.has(other.exact) && !seen.candidate.has(one.exact);
    },
  };
}
