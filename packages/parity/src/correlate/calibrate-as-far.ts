import type { Playthrough } from '../play/playthrough.ts';
import { type Calibration, type CalibrationOptions, calibrate, type StepNoise } from './calibration.ts';

/**
 * Calibrates a run of which the second baseline has not seen everything. Of the other steps, whatever looks like an id or a
 * time on both sides may vary.
 */
export function calibrateAsFar(
  {
    baseline,
    candidate,
    second,
  }: { readonly baseline: Playthrough; readonly candidate: Playthrough; readonly second: Playthrough },
  options: CalibrationOptions,
): Calibration {
  const guessed = [...calibrate(baseline, candidate, options).steps].map(
    ([key, noise]) => [key, withoutExcuses(noise)] as const,
  );
  const { target, steps } = calibrate(baseline, second, options);
  return { target, steps: new Map([...guessed, ...steps]) };
}

/** What the candidate alone teaches excuses neither another value nor another order. */
export function withoutExcuses(noise: StepNoise): StepNoise {
  return { ...noise, unstable: new Map(), isOrderBlind: () => false };
}
