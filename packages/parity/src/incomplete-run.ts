import { compare } from './compare/compare.ts';
import { calibrateAsFar } from './correlate/calibrate-as-far.ts';
import { ParityError } from './errors.ts';
import { exitCodes } from './exit-code.ts';
import { hasFailed, type PlayedAsFar } from './play/play-as-far.ts';
import type { Playthrough } from './play/playthrough.ts';
import type { Incomplete, ParityReport } from './report/parity-report.ts';
import type { ParityRun } from './run-parity.ts';
import type { Scenario } from './scenario/scenario.ts';

/** A run ended before its suite did. Its cause says why; code and exit code are the cause's. */
export class IncompleteRun extends ParityError {
  override readonly name = 'IncompleteRun';
  readonly exitCode: number;
  /** What had been compared until then; `incomplete` in it says why it is not more. */
  readonly report: ParityReport;

  constructor(cause: unknown, { code, exitCode, reason }: Incomplete, report: ParityReport) {
    super(code, reason, { cause });
    this.exitCode = exitCode;
    this.report = report;
  }
}

/** How far each side has come with a suite. */
export interface SidesAsFar {
  readonly baseline: PlayedAsFar;
  readonly candidate: PlayedAsFar;
  readonly calibration?: PlayedAsFar;
}

/**
 * The suite as all sides have played it.
 *
 * @throws IncompleteRun where something ended one of them before: its report compares the scenarios that both sides have begun.
 */
export function getPlayedSuite(
  run: Omit<ParityRun, keyof SidesAsFar>,
  sides: SidesAsFar,
): { readonly [side in keyof SidesAsFar]: Playthrough } {
  const { baseline, candidate, calibration } = sides;
  const ended = [baseline, candidate, ...(calibration ? [calibration] : [])].find(hasFailed);
  if (ended) throw breakOff(run, sides, ended.failure);
  return {
    baseline: baseline.playthrough,
    candidate: candidate.playthrough,
    ...(calibration && { calibration: calibration.playthrough }),
  };
}

function breakOff(run: Omit<ParityRun, keyof SidesAsFar>, sides: SidesAsFar, cause: unknown): IncompleteRun {
  const names = new Set(listBegun(run.scenarios, sides).map(({ name }) => name));
  const keep = ({ playthrough: { target, scenarios } }: PlayedAsFar) => ({
    target,
    scenarios: scenarios.filter(({ name }) => names.has(name)),
  });
  const [baseline, candidate] = [keep(sides.baseline), keep(sides.candidate)];
  const calibration =
    sides.calibration && calibrateAsFar({ baseline, candidate, second: keep(sides.calibration) }, run);
  const incomplete = toIncomplete(run, cause);
  const report = compare({ ...run, baseline, candidate, ...(calibration && { calibration }), incomplete });
  return new IncompleteRun(cause, incomplete, report);
}

/** The scenarios of which something can be compared. */
export function listBegun(
  scenarios: readonly Scenario[],
  { baseline, candidate }: SidesAsFar,
): readonly Scenario[] {
  const sides = [baseline, candidate];
  if (!sides.some(hasFailed)) return scenarios;
  const isBegun = ({ name }: Scenario, { playthrough }: PlayedAsFar) =>
    playthrough.scenarios.some(
      (played) => played.name === name && played.steps.some(({ outcome }) => outcome === 'answered'),
    );
  return scenarios.filter((scenario) => sides.every((side) => isBegun(scenario, side)));
}

/** What a report says of a run's end: a cause that knows no exit code is a bug, unless somebody aborted the run with it. */
export function toIncomplete(
  { scenarios, signal }: Pick<ParityRun, 'scenarios' | 'signal'>,
  cause: unknown,
): Incomplete {
  const steps = scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0);
  const [code, otherwise] = signal?.aborted
    ? (['run.interrupted', exitCodes.interrupted] as const)
    : (['run.failed', exitCodes.bug] as const);
  const { message, exitCode = otherwise }: Partial<ParityError> = Object(cause);
  return {
    code: cause instanceof ParityError ? cause.code : code,
    exitCode,
    reason: message ?? String(cause),
    steps,
  };
}
