import { type Finding, formatFinding } from '@unlith/parity';
import type { ManifestFunction } from '@unlith/splitter/manifest';
import { count, formatKilobytes, formatTable } from '../format-table.ts';
import { formatFindings } from '../split/format-findings.ts';
import { listServed, summariseSplit } from '../split/format-split.ts';
import { formatPermissions } from './format-permissions.ts';
import type { TryReport } from './try-report.ts';

/** The report for a terminal: functions, permissions, what stays and why, what was not compared, findings last. */
export function formatTry(report: TryReport): string {
  const { manifest, parity } = report;
  const notCompared = parity.notCompared.map(({ route, reason }) => `${route}: ${reason}`);
  return [
    formatFunctions(report),
    formatPermissions(report),
    formatFindings(manifest.findings),
    formatSection('Not compared', [...new Set(notCompared)]),
    formatSection('Findings', listDifferences(parity.findings)),
    formatSection(
      'Findings only where permissions are narrowed',
      listDifferences(report.proof?.findings ?? []),
    ),
    formatTests(report),
    `${summariseSplit(manifest)}\n${count(parity.exchanges, 'request')} compared, ${count(parity.findings.length, 'finding')}${formatErrors(report)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function formatFunctions({ manifest, parity, coldStarts }: TryReport): string {
  const row = (described: ManifestFunction): string[] => {
    const own = parity.routes.filter(({ routeKey }) => described.routeKeys.includes(routeKey));
    const sum = (figure: 'exchanges' | 'findings') =>
      String(own.reduce((total, route) => total + route[figure], 0));
    const coldStart = coldStarts.find((each) => each.function === described.name);
    return [
      described.name,
      formatKilobytes(described.bytes),
      formatKilobytes(described.gzipBytes),
      coldStart ? String(Math.round(coldStart.medianMs)) : '-',
      sum('exchanges'),
      sum('findings'),
      listServed(manifest, described),
    ];
  };
  return formatTable(
    [
      { title: 'function' },
      { title: 'kB', align: 'right' },
      { title: 'gzip', align: 'right' },
      { title: 'cold ms', align: 'right' },
      { title: 'requests', align: 'right' },
      { title: 'findings', align: 'right' },
      { title: 'routes' },
    ],
    manifest.functions.map(row),
  );
}

/** Both sides may be equal because both are broken. */
const formatErrors = ({ lithErrors, parity }: TryReport): string =>
  lithErrors * 4 <= parity.exchanges
    ? ''
    : `\nThe lith answered ${lithErrors} of them with 5xx: does it miss a variable (--env), a table (--tables) or data (--seed)?`;

function formatTests({ tests, proof }: TryReport): string {
  if (!tests) return '';
  const outcome = (code: number) => (code === 0 ? 'passed' : `failed (${code})`);
  const narrowed =
    proof?.test === undefined ? '' : `, ${outcome(proof.test)} on the split with its permissions narrowed`;
  return `${tests.command}: ${outcome(tests.baseline)} on the lith, ${outcome(tests.candidate)} on the split${narrowed}`;
}

const listDifferences = (findings: readonly Finding[]): string[] =>
  listSome(findings.map((finding) => shorten(formatFinding(finding))));

/** A page in a note would hide the findings below it. */
const shorten = (text: string, lines = 6): string => text.split('\n').slice(0, lines).join('\n');

/** The first ones; the rest stands in the report. */
function listSome(lines: readonly string[], limit = 12): string[] {
  const left = lines.length - limit;
  return left > 0 ? [...lines.slice(0, limit), `and ${left} more, see try.json`] : [...lines];
}

const formatSection = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : [title, ...lines.map((line) => line.replaceAll(/^/gm, '  '))].join('\n');
