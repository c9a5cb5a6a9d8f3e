import { groupBy } from '../group-by.ts';
import {
  formatBound,
  formatCount,
  formatIncomplete,
  formatMs,
  formatStatuses,
  formatSummary,
} from './figures.ts';
import { indexFindings } from './findings-of-cause.ts';
import { formatCause, formatCauseTitle } from './format-finding.ts';
import type { ParityReport, RouteSummary } from './parity-report.ts';

/** A column of the table by route, such as a bundle's size. */
export interface RouteColumn {
  readonly title: string;
  readonly value: (route: RouteSummary) => string;
}

const ownColumns: readonly RouteColumn[] = [
  { title: 'route', value: ({ routeKey }) => routeKey },
  { title: 'exchanges', value: ({ exchanges }) => String(exchanges) },
  { title: 'findings', value: ({ findings }) => String(findings) },
];

/** What was seen, how far it can be trusted, and how long answers took, cold starts and refusals among them. */
const coverage: readonly RouteColumn[] = [
  { title: 'may differ', value: formatBound },
  { title: 'fields', value: ({ fields }) => String(fields) },
  { title: 'statuses', value: formatStatuses },
  { title: 'baseline p50', value: ({ baselineP50Ms }) => formatMs(baselineP50Ms) },
  { title: 'candidate p50', value: ({ candidateP50Ms }) => formatMs(candidateP50Ms) },
];

/**
 * The report for a terminal: a table by route, what was accepted, known and not compared, and the findings by cause last.
 *
 * @param columns what the table says beside routes, exchanges and findings; without it, coverage and answer times.
 */
export function formatTerminal(report: ParityReport, columns: readonly RouteColumn[] = coverage): string {
  const shown = [...ownColumns, ...columns];
  const ofCause = indexFindings(report);
  const sections = [
    formatTable(
      shown.map(({ title }) => title),
      report.routes.map((route) => shown.map(({ value }) => value(route))),
    ),
    formatSection(
      'Accepted',
      report.accepted.map(
        ({ findings, ...entry }) =>
          `${entry.route}: ${entry.code}, ${entry.reason} (${formatCount(findings, 'finding')}, until ${entry.expires})`,
      ),
    ),
    formatSection(
      'Known',
      report.known.map(
        ({ findings, ...cause }) =>
          `${formatCauseTitle(cause)}: ${cause.code} (${findings === 0 ? 'no longer' : formatCount(findings, 'finding')})`,
      ),
    ),
    formatSection(
      'Not compared',
      [...groupBy(report.notCompared, ({ reason }) => reason)].map(
        ([reason, entries]) => `${reason}: ${[...new Set(entries.map(({ route }) => route))].join(', ')}`,
      ),
    ),
    formatSection(
      'Findings',
      report.causes.map((cause) => formatCause(cause, ofCause(cause))),
    ),
    formatSection('Incomplete', [formatIncomplete(report) ?? []].flat()),
    formatSummary(report),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function formatSection(title: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ''
    : `${title}\n${lines.map((line) => line.replaceAll(/^/gm, '  ')).join('\n')}`;
}

/** The first column to the left, figures to the right. */
function formatTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  return [titles, ...rows]
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
