import { diffExchange } from '../compare/diff-exchange.ts';
import type { DiffRules, ExpectedDifferences } from '../compare/diff-rules.ts';
import type { Difference } from '../compare/difference.ts';
import { type Exchange, isExchange, pairSteps } from '../compare/exchange.ts';
import type { Playthrough } from '../play/playthrough.ts';
import { createRouteTable } from '../report/route-table.ts';
import { type Correlation, createCorrelation } from './correlation.ts';
import { createListOrders, type ListOrders, type OrderBlindList } from './list-orders.ts';
import { pairSecondRun } from './match-noise.ts';
import { learnNoise, type Noise } from './noise.ts';
import { createSentIds, type SentIds } from './sent-ids.ts';
import { type Clocks, toClocks } from './time.ts';

/** What the baseline's differing from itself teaches about one step. */
export interface StepNoise {
  /** How the path varies that was asked for: what is sent is not compared, but ids in it stand for each other. */
  readonly path?: Noise;
  /** The places that may vary, and how. */
  readonly places: ReadonlyMap<string, Noise>;
  /** The places that vary in a way which cannot be compared. */
  readonly unstable: ReadonlyMap<string, Difference>;
  /** Whether the order of the list at a place means nothing. */
  readonly isOrderBlind: (where: string) => boolean;
  /** What the bodies of the two runs differ in, where both are JSON that is built alike; and the baseline's. */
  readonly expected: ExpectedDifferences;
  /** When the two runs were. */
  readonly clocks: Clocks;
}

/** What two runs of the baseline teach about a suite; {@link compare} takes it in place of the second run, any number of times. */
export interface Calibration {
  /** Of the second run. */
  readonly target: string;
  /** By step, for those which both runs reached. */
  readonly steps: ReadonlyMap<string, StepNoise>;
}

/** How two runs are calibrated. */
export interface CalibrationOptions {
  /** Route keys of the API, by which `orderBlind` names lists. */
  readonly routes?: readonly string[];
  /** Lists whose order means nothing, beside those which steps declare and those which the baseline itself shuffles. */
  readonly orderBlind?: readonly OrderBlindList[];
  /** How far a noisy time may lie from the baseline's, absolutely or reckoned from the scenario's start. Default 10,000. */
  readonly timeToleranceMs?: number;
}

/** How far a noisy time may lie from the baseline's, unless somebody says otherwise. */
export const defaultToleranceMs = 10_000;

/**
 * Learns from the baseline and a second run of it what is noise: where the two differ as ids, times or whole bodies, others
 * may differ, too, and a list that they order otherwise is one in any order. Deterministic.
 *
 * @example
 * const calibration = calibrate(await play(scenarios, lith), await play(scenarios, secondLith));
 */
export function calibrate(
  baseline: Playthrough,
  second: Playthrough,
  options: CalibrationOptions = {},
): Calibration {
  const learn = createLearner(options);
  const exchanges = pairSteps(baseline, second).filter(isExchange);
  const steps = new Map<string, StepNoise>();
  for (const [index, noise] of learn(exchanges).entries())
    steps.set(toStepKey(exchanges[index] as Exchange), noise);
  return { target: second.target, steps };
}

/** Identifies a step within a suite. */
export function toStepKey({ scenario, step }: { scenario: string; step: string }): string {
  return `${scenario.length} ${scenario} ${step}`;
}

/** Learns from exchanges with the second run, in the suite's order; what it learns of one list of them helps with later ones. */
export type Learn = (exchanges: readonly Exchange[]) => StepNoise[];

interface Deps {
  readonly toleranceMs: number;
  readonly correlation: Correlation;
  readonly sentIds: SentIds;
  readonly orders: ListOrders;
}

/** Starts knowing nothing but what is declared. */
export function createLearner({
  routes = [],
  orderBlind = [],
  timeToleranceMs: toleranceMs = defaultToleranceMs,
}: CalibrationOptions): Learn {
  const deps: Deps = {
    toleranceMs,
    correlation: createCorrelation(),
    sentIds: createSentIds(),
    orders: createListOrders(orderBlind, createRouteTable(routes)),
  };
  return (exchanges) => {
    // First of all requests, because what a later one sends is an id in earlier answers.
    for (const exchange of exchanges) deps.sentIds.learn(exchange);
    return exchanges.map((exchange) => learnStep(exchange, deps));
  };
}

/** Of most steps nothing is unstable. */
const none: ReadonlyMap<string, Difference> = new Map();

function learnStep(exchange: Exchange, deps: Deps): StepNoise {
  const clocks = toClocks(exchange, deps.toleranceMs);
  const rules = {
    correlation: deps.correlation,
    isOrderBlind(where: string) {
      return deps.orders.isOrderBlind(exchange.baseline.played, where);
    },
  };
  const places = new Map<string, Noise>();
  let unstable: Map<string, Difference> | undefined;
  const { differences, shuffled } = diffRuns(exchange, rules, deps.orders);
  const asked = toPathDifference(exchange);
  const path =
    asked.baseline === asked.candidate ? undefined : learnNoise(asked, { clocks, sentIds: deps.sentIds });
  if (path) pairSecondRun(path, deps.correlation);
  for (const difference of differences) {
    const noise = learnNoise(difference, { clocks, sentIds: deps.sentIds });
    const mismatch = noise && pairSecondRun(noise, deps.correlation);
    if (noise && !mismatch) places.set(difference.where, noise);
    else {
      unstable ??= new Map();
      unstable.set(difference.where, toUnstable(difference, mismatch?.note));
    }
  }
  for (const where of shuffled) places.set(where, { kind: 'order' });
  const { isOrderBlind } = rules;
  const { body } = exchange.baseline.played.response;
  const expected = { body, differences };
  return { ...(path && { path }), places, unstable: unstable ?? none, isOrderBlind, expected, clocks };
}

/** What each side asked for, as if it could be compared. */
export function toPathDifference({ baseline, candidate }: Exchange): Difference {
  const [left, right] = [baseline.played.request.path, candidate.played.request.path];
  return { code: 'parity.id-mismatch', where: 'request:path', baseline: left, candidate: right };
}

/** The differences of two runs, and the lists that they order otherwise, whose elements are then paired regardless. */
function diffRuns(
  { baseline, candidate }: Exchange,
  rules: DiffRules,
  orders: ListOrders,
): { differences: Difference[]; shuffled: string[] } {
  const shuffled: string[] = [];
  for (;;) {
    const [left, right] = [baseline.played.response, candidate.played.response];
    const differences = diffExchange(left, right, rules);
    const found = differences.filter(({ code }) => code === 'parity.array-order');
    if (found.length === 0) return { differences, shuffled };
    for (const { where } of found) {
      orders.learn(baseline.played, where);
      shuffled.push(where);
    }
  }
}

function toUnstable(
  difference: Difference,
  reason = 'neither ids nor times within the tolerance',
): Difference {
  const { code, where, baseline, candidate } = difference;
  const note = `two runs of the baseline differ here (${code}): ${reason}; the second value is the other run's`;
  return { code: 'parity.unstable-baseline', where, baseline, candidate, note };
}
