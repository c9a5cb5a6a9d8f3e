import type { JudgedMutant, MutationReport } from '../mutate/mutant.ts';
import type { ParityReport, RouteSummary } from './parity-report.ts';

/** `1 finding`, `1,204 findings`. */
export function formatCount(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** `≤ 2.3 %`, rounded up, because it is a bound; nothing where there is none. */
export function formatBound({ differAtMost }: Pick<RouteSummary, 'differAtMost'>): string {
  if (differAtMost === null) return '';
  const percent = differAtMost * 100;
  const unit = 10 ** (Math.floor(Math.log10(percent)) - 1);
  return `≤ ${(Math.ceil(percent / unit) * unit).toPrecision(2)} %`;
}

/** `200 × 12, 404 × 3`, by status. */
export function formatStatuses({ statuses }: Pick<RouteSummary, 'statuses'>): string {
  return Object.entries(statuses)
    .map(([status, number]) => (number === 1 ? status : `${status} × ${number.toLocaleString('en')}`))
    .join(', ');
}

/** `1.2 ms`; nothing where nothing was measured. */
export function formatMs(durationMs: number | null): string {
  return durationMs === null ? '' : `${durationMs.toFixed(1)} ms`;
}

/** `2 scenarios, 12 exchanges, 3 findings of 1 cause, 0 accepted`. */
export function formatSummary({ scenarios, exchanges, causes, accepted, known }: ParityReport): string {
  const ofCauses = causes.length === 0 ? '' : ` of ${formatCount(causes.length, 'cause')}`;
  return [
    formatCount(scenarios, 'scenario'),
    formatCount(exchanges, 'exchange'),
    `${formatCount(sumFindings(causes), 'finding')}${ofCauses}`,
    `${sumFindings(accepted)} accepted`,
    ...(known.length === 0 ? [] : [`${sumFindings(known)} known`]),
  ].join(', ');
}

/** `13 of 372 steps compared, then the run ended: …`; nothing where the run came to its end. */
export function formatIncomplete({ incomplete, exchanges }: ParityReport): string | undefined {
  if (!incomplete) return undefined;
  const { steps, reason } = incomplete;
  return `${exchanges.toLocaleString('en')} of ${formatCount(steps, 'step')} compared, then the run ended: ${reason}`;
}

/** `57 of 60 found`: how good the suite is. */
export function formatMutants(mutation: MutationReport): string {
  const [found, missed] = (['killed', 'survived'] as const).map(
    (outcome) => mutation.mutants.filter((mutant) => mutant.outcome === outcome).length,
  ) as [number, number];
  return `${found.toLocaleString('en')} of ${(found + missed).toLocaleString('en')} found`;
}

/** The planted faults of which the suite said nothing. */
export function listMissed(mutation: MutationReport | undefined): readonly JudgedMutant[] {
  return mutation?.mutants.filter(({ outcome }) => outcome === 'survived') ?? [];
}

/** The findings that several entries stand for. */
export function sumFindings(entries: readonly { readonly findings: number }[]): number {
  return entries.reduce((sum, { findings }) => sum + findings, 0);
}
