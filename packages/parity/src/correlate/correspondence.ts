/** Which id of one side stands for which id of the other: a one-to-one mapping that only grows. */
export interface Correspondence {
  /** Holds two ids to mean the same; returns what contradicts that, or undefined. */
  pair(baseline: string, candidate: string): Contradiction | undefined;
}

/** What the two ids already stand for. */
export interface Contradiction {
  readonly baselineMeans: string | undefined;
  readonly candidateMeans: string | undefined;
}

/** Starts without any pair. */
export function createCorrespondence(): Correspondence {
  const candidates = new Map<string, string>();
  const baselines = new Map<string, string>();
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
  };
}
