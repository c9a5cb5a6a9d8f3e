import { UsageError } from '../errors.ts';
import { IncompleteRun, toIncomplete } from '../incomplete-run.ts';
import type { ParityReport } from '../report/parity-report.ts';
import type { ParityRun } from '../run-parity.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { findDivergences } from './find-divergences.ts';
import { listOperations } from './operation.ts';
import { createProbe } from './probe.ts';
import { createSearchReport, type Divergence } from './search-report.ts';

/** What a search needs: what a parity run does, whose scenarios it takes apart, and its bounds. */
export interface SearchRun extends Omit<ParityRun, 'concurrency' | 'calibrationDelayMs' | 'onProgress'> {
  /** The same seed makes the same sequences. Default `unlith`. */
  readonly seed?: string;
  /** No further sequence is begun after so many seconds. Default 60. */
  readonly maxSeconds?: number;
  /** Default: as many as there is time for. */
  readonly maxSequences?: number;
  /** No further attempt to shorten what differs is begun after so many seconds. Default 60. */
  readonly maxShorteningSeconds?: number;
  /** Of one sequence. Default 20. */
  readonly maxSteps?: number;
  /** How many requests a sequence sends at the same time where it lets several race: 1 for never more than one. Default 2. */
  readonly concurrency?: number;
  /**
   * Puts the state of all targets back to what it was, before every sequence. Without it sequences find what earlier ones left behind,
   * and one that differs can neither be played again nor be shortened.
   */
  readonly reset?: () => Promise<void>;
  /** Whether to look on for differences of other causes until the time is up, or the sequences are. Default false. */
  readonly keepGoing?: boolean;
  /** Called after each sequence that was played, also for shortening. */
  readonly onSequence?: (sequence: { readonly steps: number; readonly differs: boolean }) => void;
  /** Called with each sequence that differs, as short as it has become; the search waits. */
  readonly onDivergence?: (scenario: Scenario) => void | Promise<void>;
}

/** The report of all sequences, and those that differ. */
export interface SearchOutcome {
  readonly report: ParityReport;
  /**
   * The shortest that differ, each by another cause, with the statuses that the baseline answers: to be kept, played by `runParity`, or
   * sent by curl. At most one unless the search keeps going.
   */
  readonly scenarios: readonly Scenario[];
}

/**
 * Plays random sequences of the operations that scenarios are made of, side by side, until the candidate answers one otherwise; then
 * looks for the shortest that still differs. If it is to keep going, it then looks for one that differs by another cause, and so on.
 *
 * @throws UsageError `search.nothing` where the scenarios hold nothing to make sequences of; IncompleteRun when a target gives no answer or
 * the signal comes, with the report of what was compared until then.
 * @example
 * const found = await search({ baseline, calibration, candidate, scenarios, reset: () => clearTables() });
 * for (const scenario of found.scenarios) console.log(formatCurlScript(scenario));
 */
export async function search(run: SearchRun): Promise<SearchOutcome> {
  const { seed = 'unlith', notCompared = [] } = run;
  const { notSearched, ...parts } = listOperations(run.scenarios, run.routes);
  if (parts.operations.length === 0)
    throw new UsageError('search.nothing', 'The scenarios hold no request that a sequence could be made of.');
  const report = createSearchReport({ ...run, notCompared: [...notCompared, ...notSearched] });
  const probe = createProbe(run);
  const scenarios: Scenario[] = [];
  const summary = { seed, sequences: 0, divergences: [] as Divergence[] };
  const build = () => ({ ...report.build(), search: summary });
  let steps = 0;
  const play = async (scenario: Scenario) => {
    steps += scenario.steps.length;
    const probed = await probe.play(scenario);
    run.onSequence?.({ steps: scenario.steps.length, differs: probed.differsAfter !== undefined });
    return probed;
  };
  try {
    const deps = { ...parts, run: { ...run, seed }, report, probe: { ...probe, play }, summary };
    for await (const { scenario, divergence } of findDivergences(deps)) {
      scenarios.push(scenario);
      summary.divergences.push(divergence);
      await run.onDivergence?.(scenario);
      if (!run.keepGoing) break;
    }
    return { report: build(), scenarios };
  } catch (cause) {
    const incomplete = { ...toIncomplete(run, cause), steps };
    throw new IncompleteRun(cause, incomplete, { ...build(), incomplete });
  } finally {
    probe.close();
  }
}
