import { judgeSuite } from '../compare/compare.ts';
import type { JudgedStep } from '../compare/judge-step.ts';
import { type CalibrationOptions, calibrate } from '../correlate/calibration.ts';
import { createHttpTransport } from '../http/http-transport.ts';
import { isSafeMethod } from '../http/safe-method.ts';
import { play } from '../play/play.ts';
import type { Playthrough } from '../play/playthrough.ts';
import type { Target } from '../play/target.ts';
import type { Cause, ReportedFinding } from '../report/parity-report.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { excuseLooks, isReached, withoutUnsure } from './certainty.ts';
import type { SearchRun } from './search.ts';
import { createSearchReport } from './search-report.ts';

/** A sequence as it was played and judged. */
export interface Probed {
  readonly scenario: Scenario;
  readonly baseline: Playthrough;
  readonly steps: readonly JudgedStep[];
  /** Whether nothing differs but what is accepted or known. */
  readonly isEqual: boolean;
  /** How many steps lead to the first difference that counts; absent where none does. */
  readonly differsAfter?: number;
}

/** Plays sequences on all sides, each from a fresh state where there is a way to one. */
export interface Probe {
  play(scenario: Scenario): Promise<Probed>;
  /** From now on, differences of these causes do not count. */
  excuse(causes: readonly Pick<Cause, 'fingerprint'>[]): void;
  close(): void;
}

/** Connects to the targets of a search. */
export function createProbe(run: SearchRun): Probe {
  const closing: (() => void)[] = [];
  const excused = new Set<string>();
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
      const findings = listFindings(steps, run);
      const first = findCounting(findings, excused);
      const isEqual = findings.length === 0;
      return {
        scenario,
        baseline,
        steps,
        isEqual,
        ...(first && { differsAfter: toLength(scenario, first) }),
      };
    },
    excuse(causes) {
      for (const { fingerprint } of causes) excused.add(fingerprint);
    },
    close: () => closing.forEach((close) => void close()),
  };
}

/** The differences that are neither accepted nor known. That an acceptance has expired is another matter. */
function listFindings(steps: readonly JudgedStep[], run: SearchRun): readonly ReportedFinding[] {
  if (steps.every(({ differences }) => differences.length === 0)) return [];
  const report = createSearchReport(run);
  steps.forEach(report.add);
  return report.build().findings.filter(({ code }) => !code.startsWith('parity.accepted-'));
}

/** The first that is not excused. Where a write had another outcome, whatever comes after that may follow from it. */
function findCounting(
  findings: readonly ReportedFinding[],
  excused: ReadonlySet<string>,
): ReportedFinding | undefined {
  const hasOtherOutcome = ({ code, routeKey }: ReportedFinding) =>
    code === 'parity.status' && !isSafeMethod(routeKey.replace(/ .*/s, ''));
  const telling = findings.find((finding) => !excused.has(finding.cause) || hasOtherOutcome(finding));
  return telling && !excused.has(telling.cause) ? telling : undefined;
}

/** How many steps lead to a difference: all of them to one in a store. */
function toLength({ name, steps }: Scenario, finding: ReportedFinding): number {
  const index = steps.findIndex((step) => finding.scenario === name && finding.step === step.name);
  return index < 0 ? steps.length : index + 1;
}
