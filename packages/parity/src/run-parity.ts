import { type Comparison, compare } from './compare/compare.ts';
import { type PlayOptions, play } from './play/play.ts';
import type { Target } from './play/target.ts';
import type { ParityReport } from './report/parity-report.ts';
import type { Scenario } from './scenario/scenario.ts';

/** What a parity run needs: three targets, a suite, and what {@link compare} and {@link play} take. */
export interface ParityRun
  extends PlayOptions,
    Pick<Comparison, 'routes' | 'accepted' | 'notCompared' | 'timeToleranceMs'> {
  readonly baseline: Target;
  /** A second, fresh baseline. */
  readonly calibration: Target;
  readonly candidate: Target;
  readonly scenarios: readonly Scenario[];
}

/** Plays a suite against baseline, candidate and calibration, and compares them. */
export async function runParity({
  baseline,
  calibration,
  candidate,
  scenarios,
  ...options
}: ParityRun): Promise<ParityReport> {
  const [left, right] = await Promise.all([
    play(scenarios, baseline, options),
    play(scenarios, candidate, options),
  ]);
  return compare({
    ...options,
    baseline: left,
    candidate: right,
    calibration: await play(scenarios, calibration, options),
  });
}
