import { compare, type PlayedSuite } from './compare/compare.ts';
import { calibrateAsFar } from './correlate/calibrate-as-far.ts';
import { ParityError } from './errors.ts';
import { exitCodes } from './exit-code.ts';
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

/** Compares what there is of a run that has ended early; `begun` are the scenarios of which there is anything. */
export function breakOff(
  run: ParityRun,
  played: { [side in keyof PlayedSuite]: Playthrough },
  { cause, begun }: { cause: unknown; begun: readonly Scenario[] },
): IncompleteRun {
  const names = new Set(begun.map(({ name }) => name));
  const keep = ({ target, scenarios }: Playthrough) => ({
    target,
    scenarios: scenarios.filter(({ name }) => names.has(name)),
  });
  const [baseline, candidate] = [keep(played.baseline), keep(played.candidate)];
  const calibration =
    played.calibration && calibrateAsFar({ baseline, candidate, second: keep(played.calibration) }, run);
  const incomplete = toIncomplete(run, cause);
  const options: Omit<ParityRun, keyof PlayedSuite> = run;
  const report = compare({
    ...options,
    baseline,
    candidate,
    ...(calibration && { calibration }),
    incomplete,
  });
  return new IncompleteRun(cause, incomplete, report);
}

/** What a report says of a run's end: a cause that knows no exit code is a bug, unless somebody aborted the run with it. */
export function toIncomplete({ scenarios, signal }: ParityRun, cause: unknown): Incomplete {
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
