import { judgeSuite } from '../compare/compare.ts';
import type { JudgedStep } from '../compare/judge-step.ts';
import { type CalibrationOptions, calibrate } from '../correlate/calibration.ts';
import { createHttpTransport } from '../http/http-transport.ts';
import { play } from '../play/play.ts';
import type { Playthrough } from '../play/playthrough.ts';
import type { Target } from '../play/target.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { excuseLooks, isReached, withoutUnsure } from './certainty.ts';
import type { SearchRun } from './search.ts';
import { createSearchReport } from './search-report.ts';

/** A sequence as it was played and judged. */
export interface Probed {
  readonly scenario: Scenario;
  readonly baseline: Playthrough;
  readonly steps: readonly JudgedStep[];
  /** How many steps lead to the first difference that counts; absent where none does. */
  readonly differsAfter?: number;
}

/** Plays sequences on all sides, each from a fresh state where there is a way to one. */
export interface Probe {
  play(scenario: Scenario): Promise<Probed>;
  close(): void;
}

/** Connects to the targets of a search. */
export function createProbe(run: SearchRun): Probe {
  const closing: (() => void)[] = [];
  const connect = (target: Target): Target => {
    if (target.send) return target;
    const transport = createHttpTransport({ ...run, url: target.url });
    closing.push(transport.close);
    return { ...target, send: transport.send };
  };
  const [left, right] = [connect(run.baseline), connect(run.candidate)];
  const second = run.calibration && connect(run.calibration);
  return {
    async play(scenario) {
      run.signal?.throwIfAborted();
      await run.reset?.();
      const playOn = (target: Target) => play([scenario], target);
      const [baseline, candidate, again] = await Promise.all([
        playOn(left),
        playOn(right),
        second && playOn(second),
      ]);
      const rules: CalibrationOptions = run;
      const calibration = again ?? excuseLooks(calibrate(baseline, candidate, rules));
      const judged = [...judgeSuite({ ...rules, baseline, candidate, calibration })];
      const steps = judged.filter(isReached).map(withoutUnsure);
      return { scenario, baseline, steps, ...findDifference(scenario, steps, run) };
    },
    close: () => closing.forEach((close) => void close()),
  };
}

/** The first difference that counts: neither accepted nor known. That an acceptance has expired is another matter. */
function findDifference(
  scenario: Scenario,
  steps: readonly JudgedStep[],
  run: SearchRun,
): Pick<Probed, 'differsAfter'> {
  if (steps.every(({ differences }) => differences.length === 0)) return {};
  const report = createSearchReport(run);
  steps.forEach(report.add);
  const first = report.build().findings.find(({ code }) => !code.startsWith('parity.accepted-'));
  if (!first) return {};
  const index = scenario.steps.findIndex(
    ({ name }) => first.scenario === scenario.name && first.step === name,
  );
  return { differsAfter: index < 0 ? scenario.steps.length : index + 1 };
}
