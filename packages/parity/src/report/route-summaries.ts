import type { Exchange } from '../compare/exchange.ts';
import type { Finding } from './finding.ts';
import type { RouteSummary } from './parity-report.ts';

interface Counted {
  readonly exchanges: readonly { readonly routeKey: string; readonly exchange: Exchange }[];
  readonly findings: readonly Finding[];
}

/** Counts by route: the given ones in their order, then others that occurred (`$default`). */
export function summariseRoutes(
  routeKeys: readonly string[],
  { exchanges, findings }: Counted,
): RouteSummary[] {
  const occurring = [...exchanges, ...findings].map(({ routeKey }) => routeKey);
  return [...new Set([...routeKeys, ...occurring])].map((routeKey) => {
    const own = exchanges.filter((counted) => counted.routeKey === routeKey).map(({ exchange }) => exchange);
    return {
      routeKey,
      exchanges: own.length,
      findings: findings.filter((finding) => finding.routeKey === routeKey).length,
      baselineP50Ms: toMedian(own.map(({ baseline }) => baseline.played.durationMs)),
      candidateP50Ms: toMedian(own.map(({ candidate }) => candidate.played.durationMs)),
    };
  });
}

function toMedian(durationsMs: readonly number[]): number | null {
  const sorted = [...durationsMs].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  return median === undefined ? null : Math.round(median * 100) / 100;
}
