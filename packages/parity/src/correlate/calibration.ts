import { diffExchange } from '../compare/diff-exchange.ts';
import type { Difference } from '../compare/difference.ts';
import type { Exchange } from '../compare/exchange.ts';
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

/** Learns from the baseline and its second run, exchange by exchange, what is noise. */
export function calibrate(exchanges: readonly Exchange[], toleranceMs: number): Map<string, StepNoise> {
  const correlation = createCorrelation();
  return new Map(
    exchanges.map((exchange) => {
      const clocks = toClocks(exchange, toleranceMs);
      const places = new Map<string, Noise>();
      const unstable = new Map<string, Difference>();
      for (const difference of diffExchange(
        exchange.baseline.played.response,
        exchange.candidate.played.response,
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
