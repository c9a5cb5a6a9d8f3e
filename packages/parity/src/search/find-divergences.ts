import { createRandom } from '../generate/random.ts';
import type { ReportBuilder } from '../report/report-builder.ts';
import type { Scenario, Step } from '../scenario/scenario.ts';
import { toCast } from './cast.ts';
import { cutOff, dropSteps } from './drop-steps.ts';
import type { Operations } from './operation.ts';
import type { Probe, Probed } from './probe.ts';
import { replay, toReproduction } from './reproduction.ts';
import type { SearchRun } from './search.ts';
import type { Divergence } from './search-report.ts';

interface Deps extends Pick<Operations, 'operations' | 'names'> {
  readonly run: SearchRun & { readonly seed: string };
  /** Is told of what is equal, and of what differs when it is as short as it can be. */
  readonly report: ReportBuilder;
  readonly probe: Probe;
  /** Counts the sequences that were played, those to shorten one left out. */
  readonly summary: { sequences: number };
}

/** A sequence that differs, as short as it has become. */
interface Found {
  readonly divergence: Divergence;
  readonly scenario: Scenario;
}

/** Looks for one divergence after the other, each by a cause that none before it has, until time or sequences are up. */
export async function* findDivergences(deps: Deps): AsyncGenerator<Found> {
  const { run, report, probe, operations, names, summary } = deps;
  const { maxSeconds = 60, maxSequences = 2 ** 31 - 1, maxSteps = 20, concurrency = 2 } = run;
  // Who only compares needs no fast-check.
  const { explore, shorten } = await import('./explore.ts');
  const cast = toCast(names, keepsNames(run) || concurrency === 1 ? 0 : concurrency);
  const random = createRandom(run.seed);
  const untilMs = performance.now() + maxSeconds * 1000;
  for (let number = 1; summary.sequences < maxSequences; number++) {
    const material = { operations, cast, concurrency, maxSteps, seed: random.below(2 ** 31) };
    const left = maxSequences - summary.sequences;
    const found = await explore({ ...material, maxSequences: left }, async (steps) => {
      if (performance.now() > untilMs) return undefined;
      const probed = await probe.play({ name: `sequence ${++summary.sequences}`, steps });
      if (probed.isEqual) probed.steps.forEach(report.add);
      return probed;
    });
    if (!found) return;
    const name = number === 1 ? `search.${run.seed}` : `search.${run.seed}.${number}`;
    try {
      yield await toDivergence(name, found.probed, {
        ...deps,
        shorten: (tryShorter) => shorten({ ...material, path: found.path }, tryShorter),
      });
    } catch (cause) {
      // As it was found, then.
      cutOff(found.probed).steps.forEach(report.add);
      throw cause;
    }
    probe.excuse(report.build().causes);
  }
}

interface Way extends Pick<Deps, 'run' | 'report' | 'probe'> {
  /** @param tryShorter gives nothing when the time is up. */
  readonly shorten: (
    tryShorter: (steps: readonly Step[]) => Promise<Probed | undefined>,
  ) => Promise<Probed | undefined>;
}

/** Shortens a sequence that differs, where there is a way to a fresh state, plays it again, and reports what is left of it. */
async function toDivergence(
  name: string,
  found: Probed,
  { run: { reset, maxShorteningSeconds = 60 }, report, probe, shorten }: Way,
): Promise<Found> {
  const again = (steps: readonly Step[]) => probe.play({ name, steps });
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
  const { scenario } = probed;
  const [foundSteps, steps] = [found.scenario.steps.length, scenario.steps.length];
  const divergence = { scenario: scenario.name, foundSteps, steps, tries, isCut, ...recurrence };
  return { divergence, scenario: toReproduction(probed) };
}

/** Stores hold who won a race. */
const keepsNames = ({ baseline: { stores = [] } }: SearchRun) => stores.length > 0;
