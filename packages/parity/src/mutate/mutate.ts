import type { PlayedSuite } from '../compare/compare.ts';
import { createRandom } from '../generate/random.ts';
import { IncompleteRun, toIncomplete } from '../incomplete-run.ts';
import type { Target } from '../play/target.ts';
import type { NoiseKind, ParityReport } from '../report/parity-report.ts';
import { createRouteTable } from '../report/route-table.ts';
import { compareRun, type ParityRun, playSuite } from '../run-parity.ts';
import { createMutantJudge } from './judge-mutant.ts';
import type { JudgedMutant, MutationReport } from './mutant.ts';
import { drawMutants, planMutants } from './plan-mutants.ts';
import { findReaching } from './reaching.ts';
import { summariseMutants } from './summarise-mutants.ts';

/** A parity run whose suite is put to the test. */
export interface MutationRun extends ParityRun {
  /** The same seed plants the same faults. Default `unlith`. */
  readonly seed?: string;
  /** At most so many faults are planted, of all routes alike. Default 2000. */
  readonly maxMutants?: number;
  /** After so many seconds, no further fault is planted. Default 600. */
  readonly maxSeconds?: number;
  /**
   * Gives the candidate a fresh state before scenarios are played on it again, or returns another, fresh candidate. Without it they
   * are played on the same one, with whatever it has in store; a scenario that then plays otherwise is not used.
   */
  readonly reset?: () => Promise<Target | undefined>;
  readonly onMutant?: (mutant: JudgedMutant) => void;
}

/**
 * Finds out what a suite would not find: plays it as {@link runParity} does, then plants one fault after the other between
 * player and candidate, and looks whether the suite has a finding. A fault in answers is planted in the recorded ones, and
 * played again only where a later request would have been another; a fault in writes is always played again.
 *
 * @throws IncompleteRun as {@link runParity} does; its report says what became of the faults planted until then.
 * @returns the report of the run; with `mutation` where it has no finding: a suite that fails by itself proves nothing.
 */
export async function runMutation(run: MutationRun): Promise<ParityReport> {
  const played = await playSuite(run);
  const report = compareRun(run, played);
  if (report.findings.length > 0) return report;
  const { mutation, ended } = await mutate(run, played, report);
  if (!ended) return { ...report, mutation };
  const incomplete = toIncomplete(run, ended.cause);
  throw new IncompleteRun(ended.cause, incomplete, { ...report, mutation, incomplete });
}

interface Mutated {
  readonly mutation: MutationReport;
  /** What ended it before all faults were planted, other than time. */
  readonly ended: { readonly cause: unknown } | undefined;
}

async function mutate(run: MutationRun, played: PlayedSuite, report: ParityReport): Promise<Mutated> {
  const { seed = 'unlith', maxMutants = 2000, maxSeconds = 600, onMutant = () => {} } = run;
  const random = createRandom(seed);
  const findNoise = createNoiseTable(report);
  const findRouteKey = createRouteTable(run.routes ?? []);
  const reaching = findReaching(run.scenarios, played.candidate, findRouteKey);
  const routeKeys = run.routes ?? report.routes.map(({ routeKey }) => routeKey);
  const planned = routeKeys.flatMap((routeKey) =>
    planMutants(routeKey, reaching.get(routeKey)?.steps ?? [], findNoise),
  );
  const judge = createMutantJudge(run, { played, findRouteKey, findNoise, reaching, random });
  const untilMs = performance.now() + maxSeconds * 1000;
  const mutants: JudgedMutant[] = [];
  let ended: Mutated['ended'];
  try {
    for (const mutant of drawMutants(planned, { most: maxMutants, random: random.fork('draw') })) {
      if (performance.now() > untilMs) break;
      run.signal?.throwIfAborted();
      const judged = await judge(mutant);
      mutants.push(judged);
      onMutant(judged);
    }
  } catch (cause) {
    ended = { cause };
  }
  const unplanted = planned.length - mutants.length;
  return { mutation: { seed, ...summariseMutants(mutants), mutants, unplanted }, ended };
}

/** How places vary by themselves, as calibration saw it. */
function createNoiseTable({ noise }: ParityReport) {
  const toKey = (routeKey: string, where: string) => `${routeKey} ${where}`;
  const kinds = new Map(noise.map((place) => [toKey(place.routeKey, place.where), place.kinds]));
  return (routeKey: string, where = ''): readonly NoiseKind[] => kinds.get(toKey(routeKey, where)) ?? [];
}
