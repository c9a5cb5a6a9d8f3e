import { UsageError } from '../errors.ts';
import { createRandom } from '../generate/random.ts';
import { IncompleteRun, toIncomplete } from '../incomplete-run.ts';
import type { ParityReport } from '../report/parity-report.ts';
import type { ReportBuilder } from '../report/report-builder.ts';
import type { ParityRun } from '../run-parity.ts';
import type { Scenario, Step } from '../scenario/scenario.ts';
import { toCast } from './cast.ts';
import { cutOff, dropSteps } from './drop-steps.ts';
import { listOperations, type Operations } from './operation.ts';
import { createProbe, type Probe, type Probed } from './probe.ts';
import { replay, toReproduction } from './reproduction.ts';
import { createSearchReport, type SearchSummary } from './search-report.ts';

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
  /** Called after each sequence that was played, also for shortening. */
  readonly onSequence?: (sequence: { readonly steps: number; readonly differs: boolean }) => void;
}

/** The report of all sequences, and the one that differs. */
export interface SearchOutcome {
  readonly report: ParityReport;
  /** The shortest that differs, with the statuses that the baseline answers: to be kept, played by `runParity`, or sent by curl. */
  readonly scenario?: Scenario;
}

/**
 * Plays random sequences of the operations that scenarios are made of, side by side, until the candidate answers one otherwise; then
 * looks for the shortest that still differs.
 *
 * @throws UsageError `search.nothing` where the scenarios hold nothing to make sequences of; IncompleteRun when a target gives no answer or
 * the signal comes, with the report of what was compared until then.
 * @example
 * const { report, scenario } = await search({ baseline, calibration, candidate, scenarios, reset: () => clearTables() });
 * if (scenario) console.log(formatCurlScript(scenario));
 */
export async function search(run: SearchRun): Promise<SearchOutcome> {
  const { seed = 'unlith', notCompared = [] } = run;
  const { notSearched, ...parts } = listOperations(run.scenarios, run.routes);
  if (parts.operations.length === 0)
    throw new UsageError('search.nothing', 'The scenarios hold no request that a sequence could be made of.');
  const report = createSearchReport({ ...run, notCompared: [...notCompared, ...notSearched] });
  const probe = createProbe(run);
  let steps = 0;
  const play = async (scenario: Scenario) => {
    steps += scenario.steps.length;
    const probed = await probe.play(scenario);
    run.onSequence?.({ steps: scenario.steps.length, differs: probed.differsAfter !== undefined });
    return probed;
  };
  try {
    const { scenario, ...summary } = await findShortest({ run, seed, parts, report, play });
    return { report: { ...report.build(), search: { seed, ...summary } }, ...(scenario && { scenario }) };
  } catch (cause) {
    const incomplete = { ...toIncomplete(run, cause), steps };
    throw new IncompleteRun(cause, incomplete, { ...report.build(), incomplete });
  } finally {
    probe.close();
  }
}

interface Deps {
  readonly run: SearchRun;
  readonly seed: string;
  readonly parts: Pick<Operations, 'operations' | 'names'>;
  readonly report: ReportBuilder;
  readonly play: Probe['play'];
}

async function findShortest({
  run,
  seed,
  parts,
  report,
  play,
}: Deps): Promise<Omit<SearchSummary, 'seed'> & Pick<SearchOutcome, 'scenario'>> {
  const { maxSeconds = 60, maxSequences = 2 ** 31 - 1, maxSteps = 20, concurrency = 2 } = run;
  // Who only compares needs no fast-check.
  const { explore, shorten } = await import('./explore.ts');
  const cast = toCast(parts.names, keepsNames(run) || concurrency === 1 ? 0 : concurrency);
  const material = { ...parts, cast, concurrency, maxSteps, seed: createRandom(seed).below(2 ** 31) };
  const untilMs = performance.now() + maxSeconds * 1000;
  let sequences = 0;
  const found = await explore({ ...material, maxSequences }, async (steps) => {
    if (performance.now() > untilMs) return undefined;
    const probed = await play({ name: `sequence ${++sequences}`, steps });
    if (probed.differsAfter === undefined) probed.steps.forEach(report.add);
    return probed;
  });
  if (!found) return { sequences };
  try {
    const shortenFound: Shorten = (tryShorter) => shorten({ ...material, path: found.path }, tryShorter);
    return { sequences, ...(await toDivergence({ run, seed, report, play }, found.probed, shortenFound)) };
  } catch (cause) {
    // As it was found, then.
    cutOff(found.probed).steps.forEach(report.add);
    throw cause;
  }
}

/** @param tryShorter gives nothing when the time is up. */
type Shorten = (
  tryShorter: (steps: readonly Step[]) => Promise<Probed | undefined>,
) => Promise<Probed | undefined>;

/** Shortens a sequence that differs, where there is a way to a fresh state, plays it again, and reports what is left of it. */
async function toDivergence(
  { run: { reset, maxShorteningSeconds = 60 }, seed, report, play }: Omit<Deps, 'parts'>,
  found: Probed,
  shorten: Shorten,
): Promise<Required<Pick<SearchSummary, 'divergence'> & Pick<SearchOutcome, 'scenario'>>> {
  const again = (steps: readonly Step[]) => play({ name: `search.${seed}`, steps });
  const untilMs = performance.now() + maxShorteningSeconds * 1000;
  let [tries, isCut] = [0, false];
  const tryShorter = async (steps: readonly Step[]) => {
    isCut = performance.now() >= untilMs;
    if (isCut) return undefined;
    tries++;
    const probed = await again(steps);
    // What differs by chance, once, must not lead astray.
    return probed.differsAfter === undefined ? probed : again(steps);
  };
  const shorter = reset && (await shorten(tryShorter));
  const shortest = shorter ? await dropSteps(shorter, tryShorter) : cutOff(found);
  const { probed, ...recurrence } = await replay(shortest, reset && again);
  probed.steps.forEach(report.add);
  const { name, steps } = probed.scenario;
  const foundSteps = found.scenario.steps.length;
  const divergence = { scenario: name, foundSteps, steps: steps.length, tries, isCut, ...recurrence };
  return { divergence, scenario: toReproduction(probed) };
}

/** Stores hold who won a race. */
const keepsNames = ({ baseline: { stores = [] } }: SearchRun) => stores.length > 0;
