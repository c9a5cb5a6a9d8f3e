import { groupBy } from '../group-by.ts';
import { formatFinding } from './format-finding.ts';
import type { ParityReport, RouteSummary } from './parity-report.ts';

/** A column beside the report's own, such as a bundle's size. */
export interface RouteColumn {
  readonly title: string;
  readonly value: (routeKey: string) => string;
}

const ownColumns: readonly (readonly [title: string, value: (route: RouteSummary) => string])[] = [
  ['route', ({ routeKey }) => routeKey],
  ['exchanges', ({ exchanges }) => String(exchanges)],
  ['findings', ({ findings }) => String(findings)],
  ['baseline p50', ({ baselineP50Ms }) => formatMs(baselineP50Ms)],
  ['candidate p50', ({ candidateP50Ms }) => formatMs(candidateP50Ms)],
];

/** The report for a terminal: a table by route, what was accepted, what was not compared, and the findings last. */
export function formatTerminal(report: ParityReport, extraColumns: readonly RouteColumn[] = []): string {
  const sections = [
    formatTable(
      [...ownColumns.map(([title]) => title), ...extraColumns.map(({ title }) => title)],
      report.routes.map((route) => [
        ...ownColumns.map(([, value]) => value(route)),
        ...extraColumns.map(({ value }) => value(route.routeKey)),
      ]),
    ),
    formatSection(
      'Accepted',
      listLines(report.accepted.map(({ routeKey, code, reason }) => `${routeKey}: ${code}, ${reason}`)),
    ),
    formatSection(
      'Not compared',
      listLines(report.notCompared.map(({ route, reason }) => `${route}: ${reason}`)),
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
