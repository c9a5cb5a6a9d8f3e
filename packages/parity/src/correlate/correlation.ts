/**
 * What two sides have shown of themselves so far: which id of one stands for which of the other, a one-to-one mapping
 * that only grows, and when each side first answered which time.
 */
export interface Correlation {
  /** Holds two ids to mean the same; returns what contradicts that, or undefined. */
  pair(baseline: string, candidate: string): Contradiction | undefined;
  /** The moment when that side had first answered this time, which is `nowMs` when it is new. */
  firstAnsweredMs(side: 'baseline' | 'candidate', time: string, nowMs: number): number;
}

/** What the two ids already stand for. */
interface Contradiction {
  readonly baselineMeans: string | undefined;
  readonly candidateMeans: string | undefined;
}

/** Starts knowing nothing. */
export function createCorrelation(): Correlation {
  const candidates = new Map<string, string>();
  const baselines = new Map<string, string>();
  const times = { baseline: new Map<string, number>(), candidate: new Map<string, number>() };
  return {
    pair(baseline, candidate) {
      const baselineMeans = candidates.get(baseline);
      const candidateMeans = baselines.get(candidate);
      if (baselineMeans === candidate) return undefined;
      if (baselineMeans !== undefined || candidateMeans !== undefined)
        return { baselineMeans, candidateMeans };
      candidates.set(baseline, candidate);
      baselines.set(candidate, baseline);
      return undefined;
    },
    firstAnsweredMs(side, time, nowMs) {
      const known = times[side].get(time);
      if (known === undefined) times[side].set(time, nowMs);
      return known ?? nowMs;
    },
  };
}
