/**
 * What two sides have shown of themselves so far: which id of one stands for which of the other, a one-to-one mapping
 * that only grows, and when each side first answered which time.
 */
export interface Correlation {
  /** The candidate's id that stands for one of the baseline's, and the other way round; undefined for one not yet seen. */
  findCandidate(baseline: string): string | undefined;
  findBaseline(candidate: string): string | undefined;
  /** Holds two ids to mean the same; returns what contradicts that, the first time that these two do, or undefined. */
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
  const contradictions = new Set<string>();
  const times = { baseline: new Map<string, number>(), candidate: new Map<string, number>() };
  return {
    findCandidate: (baseline) => candidates.get(baseline),
    findBaseline: (candidate) => baselines.get(candidate),
    pair(baseline, candidate) {
      const baselineMeans = candidates.get(baseline);
      const candidateMeans = baselines.get(candidate);
      if (baselineMeans === candidate) return undefined;
      if (baselineMeans !== undefined || candidateMeans !== undefined) {
        // Where one is wrong, every later use of it is wrong in the same way: one cause, one contradiction.
        const said = JSON.stringify([baseline, candidate]);
        if (contradictions.has(said)) return undefined;
        contradictions.add(said);
        return { baselineMeans, candidateMeans };
      }
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
