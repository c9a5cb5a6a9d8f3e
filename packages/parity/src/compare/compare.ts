import type { Playthrough } from '../play/playthrough.ts';
import type { Finding } from '../report/finding.ts';
import type { NotCompared, ParityReport } from '../report/parity-report.ts';
import { createRouteTable } from '../report/route-table.ts';
import { isExchange, pairSteps } from './exchange.ts';

/** A divergence that is accepted: findings which it matches move to the report's `accepted`. */
export interface AcceptedDivergence {
  /** Route key as in `routes`. */
  readonly route: string;
  readonly code: string;
  /** Globs: `*` stands for any text. Left out, any place and any step match. */
  readonly where?: string;
  readonly scenario?: string;
  readonly step?: string;
  readonly reason: string;
  /** Where the reason is written: a page, an issue. */
  readonly source: string;
}

/** What a comparison is made of. */
export interface Comparison {
  readonly baseline: Playthrough;
  readonly calibration?: Playthrough;
  readonly candidate: Playthrough;
  /** Route keys of the API, for the summary by route: `GET /api/bookings/{bookingId}`. */
  readonly routes?: readonly string[];
  readonly accepted?: readonly AcceptedDivergence[];
  /** Routes that are not compared, and why. */
  readonly notCompared?: readonly NotCompared[];
  /** Default 10,000. */
  readonly timeToleranceMs?: number;
}

/** Compares two playthroughs of one suite. */
export function compare({
  baseline,
  calibration,
  candidate,
  routes = [],
  notCompared = [],
  timeToleranceMs = 10_000,
}: Comparison): ParityReport {
  const findRouteKey = createRouteTable(routes);
  const exchanges = pairSteps(baseline, candidate).filter(isExchange);
  const findings = exchanges.flatMap(({ scenario, step, baseline: a, candidate: b }): Finding[] => {
    const routeKey = findRouteKey(a.played.request.method, a.played.request.path);
    const [left, right] = [a.played.response.status, b.played.response.status];
    if (left === right) return [];
    return [
      { code: 'parity.status', routeKey, scenario, step, where: 'status', baseline: left, candidate: right },
    ];
  });
  return {
    schema: 'unlith/parity@1',
    baseline: baseline.target,
    candidate: candidate.target,
    calibration: calibration?.target ?? null,
    scenarios: baseline.scenarios.length,
    exchanges: exchanges.length,
    findings,
    accepted: [],
    notCompared,
    routes: [],
    noise: [],
    timeToleranceMs,
  };
}
