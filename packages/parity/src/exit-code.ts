import type { ParityReport } from './report/parity-report.ts';

/** Exit codes of the house: clean, findings, usage, environment, bug. */
export const exitCodes = { clean: 0, findings: 1, usage: 2, environment: 3, bug: 70 } as const;

/** What a command that made this report exits with: 0 without findings, 1 with any. */
export function exitCodeOf(report: Pick<ParityReport, 'findings'>): 0 | 1 {
  return report.findings.length === 0 ? exitCodes.clean : exitCodes.findings;
}
