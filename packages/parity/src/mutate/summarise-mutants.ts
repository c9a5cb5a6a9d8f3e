import { groupBy } from '../group-by.ts';
import type { JudgedMutant, MutationReport, MutationSummary } from './mutant.ts';

/** Counts by route, and the score of all. */
export function summariseMutants(mutants: readonly JudgedMutant[]): Pick<MutationReport, 'score' | 'routes'> {
  const routes = [...groupBy(mutants, ({ routeKey }) => routeKey)].map(([routeKey, own]): MutationSummary => {
    const count = (wanted: JudgedMutant['outcome']) => own.filter(({ outcome }) => outcome === wanted).length;
    return {
      routeKey,
      killed: count('killed'),
      survived: count('survived'),
      notApplicable: count('not-applicable'),
    };
  });
  const killed = routes.reduce((sum, route) => sum + route.killed, 0);
  const survived = routes.reduce((sum, route) => sum + route.survived, 0);
  return { score: killed + survived === 0 ? null : killed / (killed + survived), routes };
}
