/** One figure of a benchmark report, with its spread. */
export interface BenchRow {
  /** `<stage>.<function>.<bundle|cold|warm|rps>` */
  readonly name: string;
  readonly unit: 'ms' | 's' | 'kB' | 'MiB' | 'req/s' | 'exchanges/s' | 'requests' | 'steps' | 'sequences';
  readonly n: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly p99: number;
}

/** Median, range and nearest-rank p99 of the samples, rounded to a hundredth. */
export function summarize(name: string, unit: BenchRow['unit'], samples: readonly number[]): BenchRow {
  const ordered = samples.toSorted((a, b) => a - b);
  const rank = (share: number) =>
    round(ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? Number.NaN);
  return { name, unit, n: ordered.length, median: rank(0.5), min: rank(0), max: rank(1), p99: rank(0.99) };
}

const round = (value: number) => Math.round(value * 100) / 100;
