import { diffExchange } from '../compare/diff-exchange.ts';
import type { Difference } from '../compare/difference.ts';
import { type Exchange, isExchange, pairSteps } from '../compare/exchange.ts';
import type { Playthrough } from '../play/playthrough.ts';
import { createCorrelation } from './correlation.ts';
import { findMismatch } from './match-noise.ts';
import { learnNoise, type Noise } from './noise.ts';
import { type Clocks, toClocks } from './time.ts';

/** What the baseline's differing from itself teaches about one step. */
export interface StepNoise {
  /** The places that may vary, and how. */
  readonly places: ReadonlyMap<string, Noise>;
  /** The places that vary in a way which cannot be compared. */
  readonly unstable: ReadonlyMap<string, Difference>;
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

/** How far a noisy time may lie from the baseline's, unless somebody says otherwise. */
export const defaultToleranceMs = 10_000;

/**
 * Learns from the baseline and a second run of it what is noise: where the two differ as ids, times or whole bodies, others
 * may differ, too. Deterministic.
 *
 * @example
 * const calibration = calibrate(await play(scenarios, lith), await play(scenarios, secondLith));
 */
export function calibrate(
  baseline: Playthrough,
  second: Playthrough,
  { timeToleranceMs = defaultToleranceMs }: { readonly timeToleranceMs?: number } = {},
): Calibration {
  const exchanges = pairSteps(baseline, second).filter(isExchange);
  return { target: second.target, steps: learnSteps(exchanges, timeToleranceMs) };
}

/** Exchange by exchange, in the suite's order. */
function learnSteps(exchanges: readonly Exchange[], toleranceMs: number): Map<string, StepNoise> {
  const correlation = createCorrelation();
  return new Map(
    exchanges.map((exchange) => {
      const clocks = toClocks(exchange, toleranceMs);
      const places = new Map<string, Noise>();
      const unstable = new Map<string, Difference>();
      for (const difference of diffExchange(
        exchange.baseline.played.response,
        exchange.candidate.played.response,
        { correlation },
      )) {
        const noise = learnNoise(difference, clocks);
        const mismatch = noise && findMismatch(noise, difference.candidate, { clocks, correlation });
        if (noise && !mismatch) places.set(difference.where, noise);
        else unstable.set(difference.where, toUnstable(difference, mismatch?.note));
      }
      return [toStepKey(exchange), { places, unstable, clocks }];
    }),
  );
}

/** Identifies a step within a suite. */
export function toStepKey({ scenario, step }: { scenario: string; step: string }): string {
  return JSON.stringify([scenario, step]);
}

function toUnstable(
  difference: Difference,
  reason = 'neither ids nor times within the tolerance',
): Difference {
  const { code, where, baseline, candidate } = difference;
  const note = `two runs of the baseline differ here (${code}): ${reason}; the second value is the other run's`;
  return { code: 'parity.unstable-baseline', where, baseline, candidate, note };
}
