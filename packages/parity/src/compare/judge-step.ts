import type { StepNoise } from '../correlate/calibration.ts';
import { createCorrelation } from '../correlate/correlation.ts';
import { createListOrders, type OrderBlindList } from '../correlate/list-orders.ts';
import type { Noise } from '../correlate/noise.ts';
import type { AnsweredStep } from '../play/playthrough.ts';
import type { NotCompared } from '../report/parity-report.ts';
import type { FindRouteKey } from '../report/route-table.ts';
import type { Difference } from './difference.ts';
import { type Exchange, isExchange, type SidedStep, type StepPair } from './exchange.ts';
import { judgeExchange } from './judge-exchange.ts';
import { judgeUnanswered } from './judge-unanswered.ts';

/** What came of a step: it was compared, with or without differences that count, or it was not, for a reason. */
export interface JudgedStep {
  readonly routeKey: string;
  readonly scenario: string;
  readonly step: string;
  /** Both sides, where both answered and were compared. */
  readonly exchange?: Exchange;
  readonly differences: readonly Difference[];
  /** The places that may vary. */
  readonly noise?: ReadonlyMap<string, Noise> | undefined;
  readonly notCompared?: string;
}

/** Judges a step; `noise` is what calibration learnt of it. In the suite's order, because ids are paired where they first occur. */
export type Judge = (pair: StepPair, noise?: StepNoise) => JudgedStep;

interface Deps {
  readonly findRouteKey: FindRouteKey;
  readonly toleranceMs: number;
  /** Whether there was a calibration: then a step of which it knows nothing is not compared. */
  readonly calibrated: boolean;
  readonly orderBlind: readonly OrderBlindList[];
  /** Routes that are not looked at. */
  readonly notCompared: readonly NotCompared[];
}

/** Creates a judge, which remembers every id that it has paired. */
export function createJudge(deps: Deps): Judge {
  const { findRouteKey, toleranceMs, calibrated, orderBlind } = deps;
  const leftOut = new Map(deps.notCompared.map(({ route, reason }) => [route, reason]));
  const correlation = createCorrelation();
  const orders = createListOrders(orderBlind, findRouteKey);
  return (pair, noise) => {
    const { scenario, step } = pair;
    const routeKey = toRouteKey(pair, findRouteKey);
    const declared = leftOut.get(routeKey);
    const unanswered =
      declared === undefined
        ? judgeUnanswered(pair, { calibrated: !calibrated || noise !== undefined })
        : { reason: declared };
    if ('reason' in unanswered)
      return { routeKey, scenario, step, differences: [], notCompared: unanswered.reason };
    if (!isExchange(pair)) return { routeKey, scenario, step, differences: unanswered };
    const differences = judgeBaseline(pair, noise);
    differences.push(...judgeExchange(pair, { noise, correlation, orders, toleranceMs }));
    return { routeKey, scenario, step, exchange: pair, differences, noise: noise?.places };
  };
}

/** What is wrong before anything is compared: not the expected status, not settled, or not the same every time. */
function judgeBaseline({ baseline, candidate }: Exchange, noise: StepNoise | undefined): Difference[] {
  const differences = [...judgeStatus(baseline, candidate), ...judgeSettling(baseline, candidate)];
  if (noise) differences.push(...noise.unstable.values());
  return differences;
}

type Side = SidedStep<AnsweredStep>;

function judgeStatus({ played: { expect, response } }: Side, candidate: Side): Difference[] {
  if (expect === undefined || expect === response.status) return [];
  const [left, right] = [response.status, candidate.played.response.status];
  const note = `the scenario expects ${expect} of the baseline`;
  return [{ code: 'parity.unexpected-status', where: 'status', baseline: left, candidate: right, note }];
}

function judgeSettling(baseline: Side, candidate: Side): Difference[] {
  const [left, right] = [baseline.played.settled ?? true, candidate.played.settled ?? true];
  if (left && right) return [];
  const note = 'true where the answer settled in the time that the step gives it';
  return [{ code: 'parity.unsettled', where: 'body:', baseline: left, candidate: right, note }];
}

function toRouteKey({ baseline, candidate }: StepPair, findRouteKey: FindRouteKey): string {
  const request = baseline.played.request ?? candidate.played.request;
  return request ? findRouteKey(request.method, request.path) : '$default';
}
