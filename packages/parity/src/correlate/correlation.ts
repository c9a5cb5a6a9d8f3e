import { createRecentMap } from './recent-map.ts';

/**
 * What two sides have shown of themselves so far: which id of one stands for which of the other, a one-to-one mapping
 * that only grows, and when each side first answered which time. Of more than 65,000 ids those which were not seen for
 * longest are forgotten, so that a run of any length fits into memory.
 */
export interface Correlation extends KnownIds {
  /** Holds two ids to mean the same; returns what contradicts that, the first time that these two do, or undefined. */
  pair(baseline: string, candidate: string): Contradiction | undefined;
  /** Holds the same candidate's id to stand wherever the baseline has this one; others may share it. */
  pairOneWay(baseline: string, candidate: string): Contradiction | undefined;
  /** The moment when that side had first answered this time (epoch milliseconds), which is `nowMs` when it is new. */
  firstAnsweredMs(side: 'baseline' | 'candidate', epochMs: number, nowMs: number): number;
}

/** The candidate's id that stands for one of the baseline's, and the other way round; undefined for one not yet seen. */
export interface KnownIds {
  findCandidate(baseline: string): string | undefined;
  findBaseline(candidate: string): string | undefined;
}

/** No id stands for any other. */
export const nothingKnown: KnownIds = { findCandidate: () => undefined, findBaseline: () => undefined };

/** What the two ids already stand for. */
export interface Contradiction {
  readonly baselineMeans: string | undefined;
  readonly candidateMeans: string | undefined;
}

/** Starts knowing nothing. */
export function createCorrelation(): Correlation {
  const candidates = createRecentMap<string, string>();
  const baselines = createRecentMap<string, string>();
  const oneWay = createRecentMap<string, string>();
  const said = createRecentMap<string, true>();
  const times = {
    baseline: createRecentMap<number, number>(),
    candidate: createRecentMap<number, number>(),
  };

  /** Where one id is wrong, every later use of it is wrong in the same way: one cause, one contradiction. */
  const sayOnce = (pair: readonly [string, string], contradiction: Contradiction) => {
    const key = JSON.stringify(pair);
    if (said.get(key)) return undefined;
    said.set(key, true);
    return contradiction;
  };
  return {
    findCandidate: candidates.get,
    findBaseline: baselines.get,
    pair(baseline, candidate) {
      const baselineMeans = candidates.get(baseline);
      if (baselineMeans === candidate) return undefined;
      const candidateMeans = baselines.get(candidate);
      if (baselineMeans !== undefined || candidateMeans !== undefined)
        return sayOnce([baseline, candidate], { baselineMeans, candidateMeans });
      candidates.set(baseline, candidate);
      baselines.set(candidate, baseline);
      return undefined;
    },
    pairOneWay(baseline, candidate) {
      const baselineMeans = oneWay.get(baseline);
      if (baselineMeans === candidate) return undefined;
      if (baselineMeans !== undefined)
        return sayOnce([baseline, candidate], { baselineMeans, candidateMeans: undefined });
      oneWay.set(baseline, candidate);
      return undefined;
    },
    firstAnsweredMs(side, epochMs, nowMs) {
      const known = times[side].get(epochMs);
      if (known === undefined) times[side].set(epochMs, nowMs);
      return known ?? nowMs;
    },
  };
}
