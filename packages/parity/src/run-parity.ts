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
  /** A second baseline, as fresh as the first. */
  readonly calibration: Target;
  readonly candidate: Target;
  readonly scenarios: readonly Scenario[];
}

/**
 * Plays a suite against baseline and candidate side by side, then against the calibration target, and compares.
 * Calibration comes afterwards so that its clock differs: what is a time must be seen to vary.
 *
 * @throws UsageError for a faulty suite, route or accepted divergence; EnvironmentError when a target gives no answer.
 * @example
 * const report = await runParity({
 *   baseline: { url: lith }, calibration: { url: secondLith }, candidate: { url: split }, scenarios,
 *   routes: ['GET /api/flights/{flightId}'],
 * });
 * console.log(formatTerminal(report));
 * process.exitCode = exitCodeOf(report);
 */
export async function runParity(run: ParityRun): Promise<ParityReport> {
  const { baseline, calibration, candidate, scenarios, ...options } = run;
  const failed = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
  const playOn = (target: Target) => play(scenarios, target, { ...options, signal });
  try {
    const [left, right] = await Promise.all([playOn(baseline), playOn(candidate)]);
    return compare({ ...options, baseline: left, candidate: right, calibration: await playOn(calibration) });
  } catch (error) {
    // One side failed: the other need not go on.
    failed.abort(error);
    throw error;
  }
}
