import type { StepNoise } from '../correlate/calibration.ts';
import type { Correlation } from '../correlate/correlation.ts';
import { findMismatch, type Mismatch } from '../correlate/match-noise.ts';
import { learnCoincidence, type Noise } from '../correlate/noise.ts';
import { toClocks } from '../correlate/time.ts';
import { diffExchange } from './diff-exchange.ts';
import type { Difference } from './difference.ts';
import type { Exchange } from './exchange.ts';

interface Deps {
  /** Absent when nothing was calibrated: then every difference counts. */
  readonly noise: StepNoise | undefined;
  readonly correlation: Correlation;
  readonly toleranceMs: number;
}

type Match = (noise: Noise, value: Difference['candidate']) => Mismatch | undefined;

/** The differences of an exchange that count: those which the noise of their place does not explain. */
export function judgeExchange(exchange: Exchange, { noise, correlation, toleranceMs }: Deps): Difference[] {
  const differences = diffExchange(exchange.baseline.played.response, exchange.candidate.played.response, {
    correlation,
  });
  if (!noise) return differences;
  // Where not even the status is certain, nothing is.
  if (noise.unstable.has('status')) return [];
  const clocks = toClocks(exchange, toleranceMs);
  const match: Match = (place, value) => findMismatch(place, value, { clocks, correlation });
  const counting = differences
    .filter(({ where }) => !noise.unstable.has(where))
    .flatMap((difference) => judgeDifference(difference, noise, match));
  if (counting.length > 0) return counting;
  const differing = new Set(differences.map(({ where }) => where));
  return [...noise.places].flatMap(([where, place]) =>
    differing.has(where) ? [] : judgeSame(where, place, match),
  );
}

function judgeDifference(difference: Difference, { places, clocks }: StepNoise, match: Match): Difference[] {
  const place = places.get(difference.where) ?? learnCoincidence(difference, clocks);
  if (place?.code !== difference.code) return [difference];
  const mismatch = match(place, difference.candidate);
  return mismatch ? [{ ...difference, ...mismatch }] : [];
}

/** Where an id may vary and does not, it stands for itself, here and everywhere. */
function judgeSame(where: string, place: Noise, match: Match): Difference[] {
  const { baseline } = place;
  const mismatch = match(place, baseline);
  return mismatch ? [{ code: place.code, where, baseline, candidate: baseline, ...mismatch }] : [];
}
