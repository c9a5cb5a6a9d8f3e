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
  const asked = judgePath(exchange, noise, circumstances);
  const differences = diffExchange(baseline.response, candidate.response, rules);
  const counting = differences
    .filter(({ where }) => !noise.unstable.has(where))
    .flatMap((difference) => judgeDifference(difference, noise, circumstances));
  if (asked.length > 0 || counting.length > 0) return [...asked, ...counting];
  const same: Difference[] = [];
  for (const [where, place] of noise.places)
    if (!differences.some((difference) => difference.where === where))
      same.push(...judgeSame(where, place, circumstances));
  return same;
}

/** Of what was asked, only ids can be wrong: everything else in it follows from answers, and is found there. */
function judgePath(exchange: Exchange, { path }: StepNoise, circumstances: Circumstances): Difference[] {
  const difference = toPathDifference(exchange);
  const mismatch = path && findMismatch(path, difference.candidate, circumstances);
  return mismatch?.code === difference.code ? [{ ...difference, ...mismatch, code: difference.code }] : [];
}

function judgeDifference(
  difference: Difference,
  noise: StepNoise,
  circumstances: Circumstances,
): Difference[] {
  const place = noise.places.get(difference.where) ?? learnCoincidence(difference, noise);
  if (!place || place.kind === 'order' || place.code !== difference.code) return [difference];
  const mismatch = findMismatch(place, difference.candidate, circumstances);
  return mismatch ? [{ ...difference, ...mismatch }] : [];
}

/** Where an id may vary and does not, it stands for itself, here and everywhere. */
function judgeSame(where: string, place: Noise, circumstances: Circumstances): Difference[] {
  if (place.kind === 'order') return [];
  const { baseline } = place;
  const mismatch = findMismatch(place, baseline, circumstances);
  return mismatch ? [{ code: place.code, where, baseline, candidate: baseline, ...mismatch }] : [];
}
