import { type StepNoise, toPathDifference } from '../correlate/calibration.ts';
import type { Correlation } from '../correlate/correlation.ts';
import type { ListOrders } from '../correlate/list-orders.ts';
import { type Circumstances, findMismatch } from '../correlate/match-noise.ts';
import { learnCoincidence, type Noise } from '../correlate/noise.ts';
import { toClocks } from '../correlate/time.ts';
import { diffExchange } from './diff-exchange.ts';
import type { DiffRules } from './diff-rules.ts';
import type { Difference } from './difference.ts';
import type { Exchange } from './exchange.ts';

interface Deps {
  /** Absent when nothing was calibrated: then every difference counts. */
  readonly noise: StepNoise | undefined;
  readonly correlation: Correlation;
  /** Lists that are declared to have no order. */
  readonly orders?: ListOrders;
  readonly toleranceMs: number;
}

/** The differences of an exchange that count: those which the noise of their place does not explain. */
export function judgeExchange(
  exchange: Exchange,
  { noise, correlation, orders, toleranceMs }: Deps,
): Difference[] {
  const [baseline, candidate] = [exchange.baseline.played, exchange.candidate.played];
  const rules: DiffRules = {
    correlation,
    expected: noise?.expected,
    isOrderBlind(where) {
      return [noise?.isOrderBlind(where), orders?.isOrderBlind(baseline, where)].includes(true);
    },
  };
  if (!noise) return diffExchange(baseline.response, candidate.response, rules);
  // Where not even the status is certain, nothing is.
  if (noise.unstable.has('status')) return [];
  const circumstances: Circumstances = { clocks: toClocks(exchange, toleranceMs), correlation };
  const counting: Difference[] = [];
  const asked = judgePath(exchange, noise, circumstances);
  if (asked) counting.push(asked);
  const differences = diffExchange(baseline.response, candidate.response, rules);
  for (const difference of differences) {
    if (noise.unstable.has(difference.where)) continue;
    const counted = judgeDifference(difference, noise, circumstances);
    if (counted) counting.push(counted);
  }
  return counting.length > 0 ? counting : judgePlaces(differences, noise, circumstances);
}

/** The places that may differ and do not. */
function judgePlaces(
  differences: readonly Difference[],
  { places }: StepNoise,
  circumstances: Circumstances,
): Difference[] {
  const same: Difference[] = [];
  let next = 0;
  for (const [where, place] of places) {
    // Most often all of them differ, and in this order.
    if (differences[next]?.where === where) next++;
    else if (!differences.some((difference) => difference.where === where)) {
      const counted = judgeSame(where, place, circumstances);
      if (counted) same.push(counted);
    }
  }
  return same;
}

/** Of what was asked, only ids can be wrong: everything else in it follows from answers, and is found there. */
function judgePath(
  exchange: Exchange,
  { path }: StepNoise,
  circumstances: Circumstances,
): Difference | undefined {
  if (!path) return undefined;
  const difference = toPathDifference(exchange);
  const mismatch = findMismatch(path, difference.candidate, circumstances);
  return mismatch?.code === difference.code
    ? { ...difference, ...mismatch, code: difference.code }
    : undefined;
}

function judgeDifference(
  difference: Difference,
  noise: StepNoise,
  circumstances: Circumstances,
): Difference | undefined {
  const place = noise.places.get(difference.where) ?? learnCoincidence(difference, noise);
  if (!place || place.kind === 'order' || place.code !== difference.code) return difference;
  const mismatch = findMismatch(place, difference.candidate, circumstances);
  return mismatch && { ...difference, ...mismatch };
}

/** Where an id may vary and does not, it stands for itself, here and everywhere. */
function judgeSame(where: string, place: Noise, circumstances: Circumstances): Difference | undefined {
  if (place.kind === 'order') return undefined;
  const { baseline } = place;
  const mismatch = findMismatch(place, baseline, circumstances);
  return mismatch && { code: place.code, where, baseline, candidate: baseline, ...mismatch };
}
