import { type JudgedMutant, type MutationReport, mutantCatalogue } from '@unlith/parity';
import { count, formatTable } from './format-table.ts';

/** What became of planted faults: by route, and each that the suite missed. */
export function formatMutation({ score, routes, mutants, unplanted }: MutationReport): string {
  const figures = ['killed', 'survived', 'not applicable', 'score'].map((title) => ({
    title,
    align: 'right' as const,
  }));
  const table = formatTable(
    [{ title: 'faults planted in' }, ...figures],
    routes.map(({ routeKey, killed, survived, notApplicable }) => [
      routeKey,
      String(killed),
      String(survived),
      String(notApplicable),
      formatScore(killed + survived === 0 ? null : killed / (killed + survived)),
    ]),
  );
  const survivors = mutants.filter(({ outcome }) => outcome === 'survived').map(formatMutant);
  const summary = [
    `${count(mutants.length, 'fault')} planted, ${survivors.length} missed, score ${formatScore(score)}`,
    ...(unplanted > 0 ? [`${unplanted} not planted for want of time, or because there were too many`] : []),
  ];
  const missed = survivors.length > 0 ? [`Missed\n${survivors.join('\n')}`] : [];
  return [table, ...missed, summary.join('; ')].join('\n\n');
}

function formatMutant({ routeKey, kind, where, reason }: JudgedMutant): string {
  const place = where === undefined ? '' : ` at ${where}`;
  const why = reason === undefined ? '' : ` (${reason})`;
  return `  ${routeKey} ${mutantCatalogue[kind]}${place}${why}`;
}

/** Never rounded up to a hundred. */
const formatScore = (score: number | null) => (score === null ? '-' : `${Math.floor(score * 1000) / 10} %`);
