import { type Calibration, calibrate, type StepNoise, toStepKey } from '../correlate/calibration.ts';
import { createCorrelation } from '../correlate/correlation.ts';
import { listNoiseKinds } from '../correlate/noise.ts';
import type { AnsweredStep, Playthrough } from '../play/playthrough.ts';
import type { Finding } from '../report/finding.ts';
import type { NoisePlace, NotCompared } from '../report/parity-report.ts';
import type { FindRouteKey } from '../report/route-table.ts';
import { shorten } from '../report/shorten.ts';
import type { Difference } from './difference.ts';
import { type Exchange, isExchange, pairSteps, type SidedStep, type StepPair } from './exchange.ts';
import { judgeExchange } from './judge-exchange.ts';
import { judgeUnanswered } from './judge-unanswered.ts';

/** A suite as it was played: on both sides, and on the baseline a second time. */
export interface PlayedSuite {
  readonly baseline: Playthrough;
  /** The second run itself, or what was learnt from it. */
  readonly calibration?: Playthrough | Calibration;
  readonly candidate: Playthrough;
}

/** What came of every step: it was compared, with or without findings, or it was not. */
export interface Judgement {
  readonly exchanges: readonly { readonly routeKey: string; readonly exchange: Exchange }[];
  readonly findings: readonly Finding[];
  readonly notCompared: readonly NotCompared[];
  readonly noise: readonly NoisePlace[];
}

/** Judges step by step, in the suite's order, because ids are paired where they first occur. */
export function judgeSuite(
  { baseline, calibration, candidate }: PlayedSuite,
  { findRouteKey, toleranceMs }: { findRouteKey: FindRouteKey; toleranceMs: number },
): Judgement {
  const learned =
    calibration && 'scenarios' in calibration
      ? calibrate(baseline, calibration, { timeToleranceMs: toleranceMs })
      : calibration;
  const correlation = createCorrelation();
  const exchanges: { routeKey: string; exchange: Exchange }[] = [];
  const findings: Finding[] = [];
  const notCompared: NotCompared[] = [];
  const places: NoisePlace[] = [];
  for (const pair of pairSteps(baseline, candidate)) {
    const routeKey = toRouteKey(pair, findRouteKey);
    const noise = learned?.steps.get(toStepKey(pair));
    const unanswered = judgeUnanswered(pair, { calibrated: !calibration || noise !== undefined });
    if ('reason' in unanswered) {
      notCompared.push({
        route: routeKey,
        reason: unanswered.reason,
        scenario: pair.scenario,
        step: pair.step,
      });
    } else if (isExchange(pair)) {
      exchanges.push({ routeKey, exchange: pair });
      const differences = judgeExchange(pair, { noise, correlation, toleranceMs });
      findings.push(...[...judgeBaseline(pair, noise), ...differences].map(toFinding(pair, routeKey)));
      places.push(...listNoisePlaces(pair, noise));
    } else findings.push(...unanswered.map(toFinding(pair, routeKey)));
  }
  return { exchanges, findings, notCompared, noise: places };
}

/** What is wrong before anything is compared: not the expected status, not settled, or not the same every time. */
function judgeBaseline({ baseline, candidate }: Exchange, noise: StepNoise | undefined): Difference[] {
  const unstable = [...(noise?.unstable.values() ?? [])];
  return [...judgeStatus(baseline, candidate), ...judgeSettling(baseline, candidate), ...unstable];
}

type Side = SidedStep<AnsweredStep>;

function judgeStatus({ played: { expect, response } }: Side, candidate: Side): Difference[] {
  if (expect === undefined || expect === response.status) return [];
  const [left, right] = [response.status, candidate.played.response.status];
  const note = `the scenario expects ${expect} of the baseline`;
  return [{ code: 'parity.unexpected-status', where: 'status', baseline: left, candidate: right, note }];
}

function judgeSettling(baseline: Side, candidate: Side): Difference[] {
  const [left, right] = [baseline, candidate].map(({ played }) => played.settled ?? true) as [
    boolean,
    boolean,
  ];
  if (left && right) return [];
  const note = 'true where the answer settled in the time that the step gives it';
  return [{ code: 'parity.unsettled', where: 'body:', baseline: left, candidate: right, note }];
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
