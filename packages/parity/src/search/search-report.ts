import { defaultToleranceMs } from '../correlate/calibration.ts';
import { createReportBuilder, type ReportBuilder } from '../report/report-builder.ts';
import type { SearchRun } from './search.ts';

/** How a search went. */
export interface SearchSummary {
  /** The same seed makes the same sequences. */
  readonly seed: string;
  /** How many of them were played. */
  readonly sequences: number;
  /** Each by another cause; at most one unless the search was to keep going. */
  readonly divergences: readonly Divergence[];
}

/** A sequence to which the candidate answers otherwise, and how it was come by. */
export interface Divergence {
  /** Its name in the report. */
  readonly scenario: string;
  /** How many steps it had when it was found, and how many are left. */
  readonly foundSteps: number;
  readonly steps: number;
  /** How many shorter or simpler ones were played to make it so. */
  readonly tries: number;
  /** Whether the time for that was up: there may be shorter ones. */
  readonly isCut: boolean;
  /** How often it was played again, from a fresh state, and how often it differed then. */
  readonly replays: number;
  readonly recurred: number;
}

/** Starts the report of a search. An acceptance that no sequence had use for is none to complain of: others may have. */
export function createSearchReport({ baseline, calibration, candidate, ...run }: SearchRun): ReportBuilder {
  const { timeToleranceMs = defaultToleranceMs } = run;
  const urls = { baseline: baseline.url, candidate: candidate.url, calibration: calibration?.url ?? null };
  const builder = createReportBuilder({ ...run, ...urls, timeToleranceMs });
  const isUseful = ({ code }: { readonly code: string }) => code !== 'parity.accepted-unused';
  return {
    add: builder.add,
    build: () => {
      const { findings, causes, ...report } = builder.build();
      return { ...report, findings: findings.filter(isUseful), causes: causes.filter(isUseful) };
    },
  };
}
