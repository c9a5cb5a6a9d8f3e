import type { JudgedStep } from '../compare/judge-step.ts';
import { withoutExcuses } from '../correlate/calibrate-as-far.ts';
import type { Calibration } from '../correlate/calibration.ts';

/**
 * What may vary where no second baseline tells: whatever looks like an id or a time on both sides, one-to-one and within the tolerance.
 * That two sides differ otherwise, or in the order of a list, excuses nothing.
 */
export function excuseLooks({ target, steps }: Calibration): Calibration {
  return {
    target,
    steps: new Map([...steps].map(([key, noise]) => [key, withoutExcuses(noise)])),
  };
}

/** What the baseline does not do twice alike is nothing to hold against the candidate. */
export function withoutUnsure(step: JudgedStep): JudgedStep {
  const differences = step.differences.filter(({ code }) => code !== unstable);
  const isUnsure = differences.length < step.differences.length;
  return { ...step, differences, ...(isUnsure && { notCompared: 'the two baselines differ' }) };
}

const unstable = 'parity.unstable-baseline';

/** A sequence that nobody wrote may lead nowhere, on both sides. One that reached the step has its status there. */
export function isReached({ differences }: JudgedStep): boolean {
  return !differences.some(
    ({ code, baseline, candidate }) =>
      code === 'parity.not-reached' && typeof baseline === 'string' && typeof candidate === 'string',
  );
}
