import { UsageError } from '../errors.ts';
import { createRandom } from '../generate/random.ts';
import type { ParityReport } from '../report/parity-report.ts';
import type { ParityRun } from '../run-parity.ts';
import type { Scenario, Step } from '../scenario/scenario.ts';
import { toCast } from './cast.ts';
import { cutOff, dropSteps } from './drop-steps.ts';
import { listOperations } from './operation.ts';
import { createProbe } from './probe.ts';
import { replay, toReproduction } from './reproduction.ts';
import { createSearchReport } from './search-report.ts';

/** What a search needs: what a parity run does, whose scenarios it takes apart, and its bounds. */
export interface SearchRun extends Omit<ParityRun, 'concurrency' | 'calibrationDelayMs' | 'onProgress'> {
  /** The same seed makes the same sequences. Default `unlith`. */
  readonly seed?: string;
  /** No further sequence is begun after so many seconds. Default 60. */
  readonly maxSeconds?: number;
  /** Default: as many as there is time for. */
  readonly maxSequences?: number;
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

/** A report of all sequences, and the one that differs. */
export interface SearchOutcome {
  readonly report: ParityReport;
  readonly scenario?: Scenario;
}

/**
 * Plays random sequences of the operations that scenarios are made of, side by side, until the candidate answers one otherwise; then
 * looks for the shortest that still differs.
 *
 * @throws UsageError `search.nothing` where the scenarios hold nothing to make sequences of; else as {@link runParity}.
 */
export async function search(run: SearchRun): Promise<SearchOutcome> {
  const {
    seed = 'unlith',
    maxSeconds = 60,
    maxSequences = 2 ** 31 - 1,
    maxSteps = 20,
    concurrency = 2,
  } = run;
  const { reset, notCompared = [], onSequence = () => {} } = run;
  const { operations, names, notSearched } = listOperations(run.scenarios, run.routes);
  if (operations.length === 0)
    throw new UsageError('search.nothing', 'The scenarios hold no request that a sequence could be made of.');
  // fast-check takes longer to load than all the rest.
  const { explore, shorten } = await import('./explore.ts');
  const cast = toCast(names, keepsNames(run) || concurrency === 1 ? 0 : concurrency);
  const material = { operations, cast, concurrency, maxSteps, seed: createRandom(seed).below(2 ** 31) };
  const report = createSearchReport({ ...run, notCompared: [...notCompared, ...notSearched] });
  const probe = createProbe(run);
  const play = async (name: string, steps: readonly Step[]) => {
    const probed = await probe.play({ name, steps });
    onSequence({ steps: steps.length, differs: probed.differsAfter !== undefined });
    return probed;
  };
  const untilMs = performance.now() + maxSeconds * 1000;
  let sequences = 0;
  try {
    const found = await explore({ ...material, maxSequences }, async (steps) => {
      if (performance.now() > untilMs) return undefined;
      const probed = await play(`sequence ${++sequences}`, steps);
      if (probed.differsAfter === undefined) probed.steps.forEach(report.add);
      return probed;
    });
    if (!found) return { report: { ...report.build(), search: { seed, sequences } } };
    let tries = 0;
    const again = (steps: readonly Step[]) => {
      tries++;
      return play(`search.${seed}`, steps);
    };
    const shorter = reset && (await shorten({ ...material, path: found.path }, again));
    const shortest = shorter ? await dropSteps(shorter, again) : cutOff(found.probed);
    const { probed, ...recurrence } = await replay(shortest, reset && again);
    probed.steps.forEach(report.add);
    const { name, steps } = probed.scenario;
    const foundSteps = found.probed.scenario.steps.length;
    const divergence = { scenario: name, foundSteps, steps: steps.length, tries, ...recurrence };
    return {
      report: { ...report.build(), search: { seed, sequences, divergence } },
      scenario: toReproduction(probed),
    };
  } finally {
    probe.close();
  }
}

/** Stores hold who won a race. */
const keepsNames = ({ baseline: { stores = [] } }: SearchRun) => stores.length > 0;
