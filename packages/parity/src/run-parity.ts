import { setTimeout } from 'node:timers/promises';
import { type Comparison, compare, type PlayedSuite } from './compare/compare.ts';
import { parseBaseUrl } from './http/base-url.ts';
import { getPlayedSuite, listBegun } from './incomplete-run.ts';
import type { PlayOptions } from './play/play.ts';
import { hasFailed, type PlayedAsFar, playAsFar } from './play/play-as-far.ts';
import type { Target } from './play/target.ts';
import { createAcceptance } from './report/accepted.ts';
import type { ParityReport } from './report/parity-report.ts';
import { checkSuite } from './scenario/define-scenario.ts';
import type { Scenario } from './scenario/scenario.ts';

/** What a parity run needs: three targets, a suite, and what {@link compare} and {@link play} take. */
export interface ParityRun extends PlayOptions, Omit<Comparison, keyof PlayedSuite | 'incomplete'> {
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
 * @throws UsageError for a faulty suite, URL or accepted divergence; IncompleteRun when a target gives no answer, a scenario
 * throws or the run is aborted: its `report` holds what had been compared until then.
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

/** Plays the suite on all targets of a run; throws as {@link runParity} does. */
export async function playSuite(run: ParityRun): Promise<PlayedSuite> {
  checkRun(run);
  const { calibration } = run;
  const [baseline, candidate] = (await playSides(run)) as [PlayedAsFar, PlayedAsFar];
  const scenarios = listBegun(run.scenarios, { baseline, candidate });
  const second = calibration && (await playAgain({ ...run, scenarios }, calibration));
  return getPlayedSuite(run, { baseline, candidate, ...(second && { calibration: second }) });
}

/** Whatever can be wrong is said before anything is sent. */
function checkRun({
  baseline,
  calibration,
  candidate,
  scenarios,
  accepted = [],
  today = '',
}: ParityRun): void {
  checkSuite(scenarios);
  createAcceptance(accepted, today);
  for (const { url } of [baseline, candidate, ...(calibration ? [calibration] : [])]) parseBaseUrl(url);
}

/** Plays on both sides at once. When one fails, the other goes on until it has come as far. */
async function playSides({ baseline, candidate, scenarios, ...options }: ParityRun): Promise<PlayedAsFar[]> {
  const sides = [baseline, candidate].map((target) => ({ target, steps: 0, stop: new AbortController() }));
  let end: { readonly cause: unknown; readonly steps: number } | undefined;
  const stopAtEnd = () => {
    for (const { steps, stop } of sides) if (end && steps >= end.steps) stop.abort(end.cause);
  };
  return Promise.all(
    sides.map(async (side) => {
      const { signal } = side.stop;
      const played = await playAsFar(scenarios, side.target, {
        ...options,
        signal: options.signal ? AbortSignal.any([options.signal, signal]) : signal,
        onProgress(event) {
          options.onProgress?.(event);
          if (event.type === 'play.step') side.steps++;
          stopAtEnd();
        },
      });
      if (hasFailed(played)) end ??= { cause: played.failure, steps: side.steps };
      stopAtEnd();
      return played;
    }),
  );
}

async function playAgain(
  { scenarios, calibrationDelayMs = 1000, ...options }: ParityRun,
  target: Target,
): Promise<PlayedAsFar> {
  await setTimeout(calibrationDelayMs, undefined, options).catch(() => {});
  return playAsFar(scenarios, target, options);
}
