import type { Target } from '../play/target.ts';
import { formatFinding } from '../report/format-finding.ts';
import type { ParityReport } from '../report/parity-report.ts';
import { type ParityRun, runParity } from '../run-parity.ts';
import type { Scenario } from '../scenario/scenario.ts';

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the declaration that this one merges with has the same default.
  interface Matchers<T = any> {
    /** Whether the candidate answers a scenario, or several, as the baseline does. Await it. */
    toMatchBaseline(scenarios: Scenario | readonly Scenario[]): Promise<T>;
  }
}

/** The baseline that candidates are held against, and what {@link runParity} takes beside it. */
export type BaselineMatcherOptions = Omit<ParityRun, 'candidate' | 'scenarios'>;

/**
 * Creates the matcher for vitest: `await expect(candidate).toMatchBaseline(scenario)` plays the scenario on both sides, and on
 * the calibration target, and fails with the findings in words. A step that was not compared fails it, too.
 *
 * @example
 * expect.extend(createBaselineMatcher({ baseline: { url: lith }, calibration: { url: secondLith } }));
 * await expect({ url: split }).toMatchBaseline(scenario);
 */
export function createBaselineMatcher(options: BaselineMatcherOptions) {
  return {
    async toMatchBaseline(candidate: Target, scenarios: Scenario | readonly Scenario[]) {
      const report = await runParity({ ...options, candidate, scenarios: [scenarios].flat() });
      return { pass: isMatch(report), message: () => formatMatch(report) };
    },
  };
}

const listSkipped = ({ notCompared }: ParityReport) => notCompared.filter(({ step }) => step !== undefined);

function isMatch(report: ParityReport): boolean {
  return report.findings.length === 0 && listSkipped(report).length === 0;
}

function formatMatch(report: ParityReport): string {
  const { baseline, candidate, exchanges, findings } = report;
  if (isMatch(report)) return `${candidate} answers ${exchanges} requests as ${baseline} does`;
  const skipped = listSkipped(report).map(
    ({ scenario, step, reason }) => `${scenario} > ${step}  not compared: ${reason}`,
  );
  return [
    `${candidate} does not answer as ${baseline} does`,
    ...findings.map(formatFinding),
    ...skipped,
  ].join('\n\n');
}
