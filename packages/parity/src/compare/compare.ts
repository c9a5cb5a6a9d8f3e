import { calibrate, type StepNoise, toStepKey } from '../correlate/calibration.ts';
import { createCorrelation } from '../correlate/correlation.ts';
import { listNoiseKinds } from '../correlate/noise.ts';
import type { Playthrough } from '../play/playthrough.ts';
import { type AcceptedDivergence, acceptFindings } from '../report/accepted.ts';
import type { Finding } from '../report/finding.ts';
import type { NoisePlace, NotCompared, ParityReport } from '../report/parity-report.ts';
import { summariseRoutes } from '../report/route-summaries.ts';
import { createRouteTable, type FindRouteKey } from '../report/route-table.ts';
import { shorten } from '../report/shorten.ts';
import type { Difference } from './difference.ts';
import { type Exchange, isExchange, pairSteps, type StepPair } from './exchange.ts';
import { judgeExchange } from './judge.ts';
import { judgeUnanswered } from './judge-unanswered.ts';

/** What a comparison is made of. */
export interface Comparison {
  readonly baseline: Playthrough;
  /** A second run of a fresh baseline; without it every difference counts, ids and times too. */
  readonly calibration?: Playthrough;
  readonly candidate: Playthrough;
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
  const { baseline, calibration, candidate, routes = [], timeToleranceMs = 10_000 } = comparison;
  const findRouteKey = createRouteTable(routes);
  const noise =
    calibration && calibrate(pairSteps(baseline, calibration).filter(isExchange), timeToleranceMs);
  const pairs = pairSteps(baseline, candidate).map((pair) => ({
    pair,
    routeKey: toRouteKey(pair, findRouteKey),
  }));
  const correlation = createCorrelation();

  const compared: { routeKey: string; exchange: Exchange }[] = [];
  const found: Finding[] = [];
  const notCompared: NotCompared[] = [...(comparison.notCompared ?? [])];
  for (const { pair, routeKey } of pairs) {
    const stepNoise = noise?.get(toStepKey(pair));
    const unanswered = judgeUnanswered(pair, { calibrated: noise === undefined || stepNoise !== undefined });
    if ('reason' in unanswered) {
      notCompared.push({
        route: routeKey,
        reason: unanswered.reason,
        scenario: pair.scenario,
        step: pair.step,
      });
    } else if (isExchange(pair) && unanswered.length === 0) {
      compared.push({ routeKey, exchange: pair });
      const differences = judgeExchange(pair, {
        noise: stepNoise,
        correlation,
        toleranceMs: timeToleranceMs,
      });
      found.push(...[...judgeBaseline(pair, stepNoise), ...differences].map(toFinding(pair, routeKey)));
    } else found.push(...unanswered.map(toFinding(pair, routeKey)));
  }

  const { findings, accepted } = acceptFindings(found, comparison.accepted ?? []);
  const summaries = summariseRoutes(routes, { exchanges: compared, findings });
  const explained = new Set(notCompared.map(({ route }) => route));
  const idle = summaries.filter(({ routeKey, exchanges }) => exchanges === 0 && !explained.has(routeKey));
  return {
    schema: 'unlith/parity@1',
    baseline: baseline.target,
    candidate: candidate.target,
    calibration: calibration?.target ?? null,
    scenarios: baseline.scenarios.length,
    exchanges: compared.length,
    findings,
    accepted,
    notCompared: [
      ...notCompared,
      ...idle.map(({ routeKey }) => ({ route: routeKey, reason: 'no scenario reaches it' })),
    ],
    routes: summaries,
    noise: pairs.flatMap(({ pair }) => listNoisePlaces(pair, noise?.get(toStepKey(pair)))),
    timeToleranceMs,
  };
}

/** What the baseline itself does wrong: not the expected status, or nothing that could be compared. */
function judgeBaseline({ baseline, candidate }: Exchange, noise: StepNoise | undefined): Difference[] {
  const { expect, response } = baseline.played;
  const unstable = [...(noise?.unstable.values() ?? [])];
  if (expect === undefined || expect === response.status) return unstable;
  const [left, right] = [response.status, candidate.played.response.status];
  const note = `the scenario expects ${expect} of the baseline`;
  return [
    { code: 'parity.unexpected-status', where: 'status', baseline: left, candidate: right, note },
    ...unstable,
  ];
}

function toFinding({ scenario, step }: StepPair, routeKey: string): (difference: Difference) => Finding {
  return ({ code, where, baseline, candidate, note }) => ({
    code,
    routeKey,
    scenario,
    step,
    where,
    baseline: shorten(baseline),
    candidate: shorten(candidate),
    ...(note !== undefined && { note }),
  });
}

function toRouteKey({ baseline, candidate }: StepPair, findRouteKey: FindRouteKey): string {
  const request = baseline.played.request ?? candidate.played.request;
  return request ? findRouteKey(request.method, request.path) : '$default';
}

function listNoisePlaces({ scenario, step }: StepPair, noise: StepNoise | undefined): NoisePlace[] {
  return [...(noise?.places ?? [])].map(([where, place]) => ({
    scenario,
    step,
    where,
    kinds: listNoiseKinds(place),
  }));
}
