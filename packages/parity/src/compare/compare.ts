import { defaultToleranceMs } from '../correlate/calibration.ts';
import { type AcceptedDivergence, acceptFindings } from '../report/accepted.ts';
import type { NotCompared, ParityReport, RouteSummary } from '../report/parity-report.ts';
import { summariseRoutes } from '../report/route-summaries.ts';
import { createRouteTable } from '../report/route-table.ts';
import { judgeSuite, type PlayedSuite } from './judge-suite.ts';

/** What a comparison is made of; without `calibration` every difference counts, ids and times too. */
export interface Comparison extends PlayedSuite {
  /** Route keys of the API, for the summary by route: `GET /api/bookings/{bookingId}`. */
  readonly routes?: readonly string[];
  readonly accepted?: readonly AcceptedDivergence[];
  /** Routes that are not compared, and why. */
  readonly notCompared?: readonly NotCompared[];
  /** How far a noisy time may lie from the baseline's, absolutely or reckoned from the scenario's start. Default 10,000. */
  readonly timeToleranceMs?: number;
}

/**
 * Compares two playthroughs of one suite. A difference is excused only where calibration saw the baseline differ from
 * itself, and then only one-to-one over the whole suite (ids, tokens) or within the tolerance (times). Deterministic.
 *
 * @throws UsageError `accepted.entry` for a faulty accepted divergence.
 */
export function compare(comparison: Comparison): ParityReport {
  const { baseline, calibration, candidate, routes = [], timeToleranceMs = defaultToleranceMs } = comparison;
  const judgement = judgeSuite(comparison, {
    findRouteKey: createRouteTable(routes),
    toleranceMs: timeToleranceMs,
  });
  const { findings, accepted } = acceptFindings(judgement.findings, comparison.accepted ?? []);
  const summaries = summariseRoutes(routes, { exchanges: judgement.exchanges, findings });
  const notCompared = [...(comparison.notCompared ?? []), ...judgement.notCompared];
  return {
    schema: 'unlith/parity@1',
    baseline: baseline.target,
    candidate: candidate.target,
    calibration: calibration?.target ?? null,
    scenarios: baseline.scenarios.length,
    exchanges: judgement.exchanges.length,
    findings,
    accepted,
    notCompared: [...notCompared, ...listIdle(summaries, notCompared)],
    routes: summaries,
    noise: judgement.noise,
    timeToleranceMs,
  };
}

/** The routes of which nothing was compared although nobody said so. */
function listIdle(summaries: readonly RouteSummary[], notCompared: readonly NotCompared[]): NotCompared[] {
  const explained = new Set(notCompared.map(({ route }) => route));
  return summaries
    .filter(({ routeKey, exchanges }) => exchanges === 0 && !explained.has(routeKey))
    .map(({ routeKey }) => ({ route: routeKey, reason: 'no scenario reaches it' }));
}
