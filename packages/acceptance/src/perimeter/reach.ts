import type { Perimeter } from './permissions.ts';

/**
 * How many (action, resource) pairs code inside one handler can exercise. Writing its own log lines is left out: it is the
 * same for all, and reaches nothing of the airline's.
 */
export interface Reach {
  readonly monolith: number;
  readonly split: Readonly<Record<string, number>>;
}

export function measureReach(lith: Perimeter, perimeters: readonly Perimeter[]): Reach {
  const count = ({ permissions }: Perimeter) =>
    permissions.filter(({ resource }) => resource.kind !== 'log-group').length;
  return {
    monolith: count(lith),
    split: Object.fromEntries(perimeters.map((perimeter) => [perimeter.name, count(perimeter)])),
  };
}

/** A table, and the worst and the median function as shares of the lith. */
export function formatReach({ monolith, split }: Reach): string {
  const rows = Object.entries(split).toSorted(([, a], [, b]) => b - a);
  const width = Math.max(...rows.map(([name]) => name.length), 'monolith'.length);
  const toShare = (count: number) => `${((100 * count) / monolith).toFixed(0)} %`;
  const [worst, median] = [rows[0]?.[1] ?? 0, rows[Math.floor(rows.length / 2)]?.[1] ?? 0];
  return [
    `${'monolith'.padEnd(width)}  ${monolith}`,
    ...rows.map(([name, count]) => `${name.padEnd(width)}  ${count}`),
    `worst ${worst} (${toShare(worst)} of the lith), median ${median} (${toShare(median)})`,
  ].join('\n');
}
