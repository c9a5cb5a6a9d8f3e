/** A median of any number of durations, in bounded memory. */
export interface Median {
  add(durationMs: number): void;
  /** To within one per cent, in milliseconds; null of none. */
  value(): number | null;
}

/** Buckets grow by two per cent each, from a microsecond on. */
const growth = Math.log(1.02);

/** Creates a median that counts durations by bucket instead of keeping them. */
export function createMedian(): Median {
  const buckets = new Map<number, number>();
  let counted = 0;
  return {
    add(durationMs) {
      const bucket = Math.round(Math.log(Math.max(durationMs, 0.001)) / growth);
      buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
      counted++;
    },
    value() {
      let left = Math.floor(counted / 2);
      for (const [bucket, count] of [...buckets].sort(([a], [b]) => a - b)) {
        left -= count;
        if (left < 0) return Number(Math.exp(bucket * growth).toPrecision(3));
      }
      return null;
    },
  };
}
