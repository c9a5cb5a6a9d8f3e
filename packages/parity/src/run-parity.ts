import { setTimeout } from 'node:timers/promises';
import { type Comparison, compare, type PlayedSuite } from './compare/compare.ts';
import { type PlayOptions, play } from './play/play.ts';
import type { Target } from './play/target.ts';
import type { ParityReport } from './report/parity-report.ts';
import type { Scenario } from './scenario/scenario.ts';

/** What a parity run needs: three targets, a suite, and what {@link compare} and {@link play} take. */
export interface ParityRun extends PlayOptions, Omit<Comparison, keyof PlayedSuite> {
  readonly baseline: Target;
  /** A second baseline, as fresh as the first; without it every difference counts, ids and times too. */
  readonly calibration?: Target;
  readonly candidate: Target;
  readonly scenarios: readonly Scenario[];
  /** How long calibration waits, so that times in whole seconds are seen to vary too. Default 1000. */
  readonly calibrationDelayMs?: number;
}

/**
 * Plays a suite against baseline and candidate side by side, then against the calibration target, and compares.
 * Calibration comes last, after a pause: what is a time must be seen to vary.
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
  return compareRun(run, await playSuite(run));
}

/** Compares what was played of a run. */
export function compareRun(run: ParityRun, played: PlayedSuite): ParityReport {
  const options: Omit<ParityRun, keyof PlayedSuite> = run;
  return compare({ ...options, ...played });
}

/** Plays the suite on all targets of a run. */
export async function playSuite(run: ParityRun): Promise<PlayedSuite> {
  const { baseline, calibration, candidate, scenarios, calibrationDelayMs = 1000, ...options } = run;
  const failed = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
  const playOn = (target: Target) => play(scenarios, target, { ...options, signal });
  try {
    const [left, right] = await Promise.all([playOn(baseline), playOn(candidate)]);
    if (!calibration) return { baseline: left, candidate: right };
    await setTimeout(calibrationDelayMs, undefined, { signal });
    return { baseline: left, candidate: right, calibration: await playOn(calibration) };
  } catch (error) {
    // One side failed: the other need not go on.
    failed.abort(error);
    throw error;
  }
}
