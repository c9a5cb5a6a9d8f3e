import { noNoise, type StepNoise } from '../correlate/calibration.ts';
import type { Correlation } from '../correlate/correlation.ts';
import { findMismatch } from '../correlate/match-noise.ts';
import type { Noise } from '../correlate/noise.ts';
import { toClocks } from '../correlate/time.ts';
import { diffExchange } from './diff-exchange.ts';
import type { Difference } from './difference.ts';
import type { Exchange } from './exchange.ts';

/** The differences of an exchange that count: those which the noise of their place does not explain. */
export function judgeExchange(
  exchange: Exchange,
  {
    noise = noNoise,
    ...deps
  }: { noise?: StepNoise | undefined; correlation: Correlation; toleranceMs: number },
): Difference[] {
  // Where not even the status is certain, nothing is.
  if (noise.unstable.has('status')) return [];
  const clocks = toClocks(exchange, deps.toleranceMs);
  const mismatchOf = (place: Noise, value: Difference['candidate']) =>
    findMismatch(place, value, { clocks, correlation: deps.correlation });
  const differences = diffExchange(exchange.baseline.played.response, exchange.candidate.played.response);
  const counting = differences.flatMap((difference): Difference[] => {
    if (noise.unstable.has(difference.where)) return [];
    const place = noise.places.get(difference.where);
    if (place?.code !== difference.code) return [difference];
    const mismatch = mismatchOf(place, difference.candidate);
    return mismatch ? [{ ...difference, ...mismatch }] : [];
  });
  if (counting.length > 0) return counting;
  // Where an id may vary and does not, it stands for itself from now on.
  const differing = new Set(differences.map(({ where }) => where));
  return [...noise.places].flatMap(([where, place]): Difference[] => {
    const mismatch = differing.has(where) ? undefined : mismatchOf(place, place.baseline);
    if (!mismatch) return [];
    return [
      { code: 'parity.id-mismatch', where, baseline: place.baseline, candidate: place.baseline, ...mismatch },
    ];
  });
}
