import { groupBy } from '../group-by.ts';
import type { Cause, ParityReport, ReportedFinding } from './parity-report.ts';

/** The findings of a cause that a report lists. */
export type FindingsOfCause = (cause: Pick<Cause, 'fingerprint'>) => readonly ReportedFinding[];

/** Sorts a report's findings by their causes, once for all that look one up. */
export function indexFindings({ findings }: Pick<ParityReport, 'findings'>): FindingsOfCause {
  const byCause = groupBy(findings, ({ cause }) => cause);
  return ({ fingerprint }) => byCause.get(fingerprint) ?? [];
}
