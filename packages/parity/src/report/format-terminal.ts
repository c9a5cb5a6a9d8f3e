import { groupBy } from '../group-by.ts';
import { formatFinding } from './format-finding.ts';
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

/** How long the exchanges themselves took, cold starts and refusals among them. */
const answerTimes: readonly RouteColumn[] = [
  { title: 'baseline p50', value: ({ baselineP50Ms }) => formatMs(baselineP50Ms) },
  { title: 'candidate p50', value: ({ candidateP50Ms }) => formatMs(candidateP50Ms) },
];

/**
 * The report for a terminal: a table by route, what was accepted, what was not compared, and the findings last.
 *
 * @param columns what the table says beside routes, exchanges and findings; without it, answer times.
 */
export function formatTerminal(report: ParityReport, columns: readonly RouteColumn[] = answerTimes): string {
  const shown = [...ownColumns, ...columns];
  const sections = [
    formatTable(
      shown.map(({ title }) => title),
      report.routes.map((route) => shown.map(({ value }) => value(route))),
    ),
    formatSection(
      'Accepted',
      listLines(report.accepted.map(({ routeKey, code, reason }) => `${routeKey}: ${code}, ${reason}`)),
    ),
    formatSection(
      'Not compared',
      [...groupBy(report.notCompared, ({ reason }) => reason)].map(
        ([reason, entries]) => `${reason}: ${[...new Set(entries.map(({ route }) => route))].join(', ')}`,
      ),
    ),
    formatSection('Findings', report.findings.map(formatFinding)),
    formatSummary(report),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function formatSummary({ scenarios, exchanges, findings, accepted }: ParityReport): string {
  const counts = [
    count(scenarios, 'scenario'),
    count(exchanges, 'exchange'),
    count(findings.length, 'finding'),
  ];
  return [...counts, `${accepted.length} accepted`].join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function formatSection(title: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ''
    : `${title}\n${lines.map((line) => line.replaceAll(/^/gm, '  ')).join('\n')}`;
}

/** Equal lines once, with their count. */
function listLines(lines: readonly string[]): string[] {
  const counts = groupBy(lines, (line) => line);
  return [...counts].map(([line, { length }]) => (length === 1 ? line : `${line} (${length} times)`));
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
        .join('  '),
    )
    .join('\n');
}

function formatMs(durationMs: number | null): string {
  return durationMs === null ? '-' : `${durationMs.toFixed(1)} ms`;
}
