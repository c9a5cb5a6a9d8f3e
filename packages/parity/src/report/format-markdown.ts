import { mutantCatalogue } from '../mutate/mutant.ts';
import {
  formatBound,
  formatCount,
  formatIncomplete,
  formatMutants,
  formatStatuses,
  formatSummary,
  listMissed,
} from './figures.ts';
import type { Finding } from './finding.ts';
import { findingCatalogue } from './finding-catalogue.ts';
import { indexFindings } from './findings-of-cause.ts';
import type { Cause, ParityReport, RouteSummary } from './parity-report.ts';

/**
 * Markdown for a pull request: the verdict, a fold for each cause, a table of the routes. What comes from outside stands in
 * code, where it can neither mark up nor mention anything. At most 65,536 characters, which is what a comment on GitHub may
 * have: what does not fit is counted.
 */
export function formatMarkdown(report: ParityReport): string {
  const { baseline, candidate, routes } = report;
  const incomplete = formatIncomplete(report);
  const ofCause = indexFindings(report);
  const folds = report.causes.map((cause) => formatFold(cause, ofCause(cause)));
  const rows = routes.map(formatRow);
  const sections = [
    `### ${formatVerdict(report)}`,
    incomplete && toCode(incomplete),
    `${toCode(candidate)} compared with ${toCode(baseline)}: ${formatSummary(report)}.`,
    takeWithin(35_000, folds, (left) => `… and ${formatCount(left, 'further cause')}.`),
    ['| route | exchanges | findings | may differ | statuses |', '| --- | --: | --: | --: | --- |']
      .concat(takeWithin(20_000, rows, (left) => `| … and ${formatCount(left, 'further route')} | | | | |`))
      .join('\n'),
    takeWithin(8_000, listAside(report), (left) => `- … and ${left} more`),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function formatVerdict({ causes, incomplete }: ParityReport): string {
  if (causes.length > 0) return `❌ Parity: ${formatCount(causes.length, 'difference')}`;
  return incomplete ? '⚠️ Parity: incomplete' : '✅ Parity';
}

function formatFold(cause: Cause, listed: readonly Finding[]): string {
  const { routeKey, where, change, code, findings } = cause;
  const places = [routeKey, where, ...(change === undefined ? [] : [change])].map(toCode).join(' ');
  return [
    '<details>',
    `<summary>${places} ${findingCatalogue[code]} (${formatCount(findings, 'finding')})</summary>\n`,
    toFence(listed.slice(0, 3).map(formatSides).join('\n')),
    '</details>',
  ].join('\n');
}

function formatSides({ scenario, step, where, baseline, candidate, note }: Finding): string {
  return [
    `# ${scenario} > ${step}  ${where}`,
    `- ${JSON.stringify(baseline)}`,
    `+ ${JSON.stringify(candidate)}`,
    ...(note === undefined ? [] : [`# ${note}`]),
  ].join('\n');
}

function formatRow(route: RouteSummary): string {
  const { routeKey, exchanges, findings } = route;
  const cells = [toCode(routeKey), exchanges, findings, formatBound(route), formatStatuses(route)];
  return `| ${cells.join(' | ')} |`;
}

function listAside({ mutation, accepted, notCompared }: ParityReport): string[] {
  const faults = mutation ? [`- planted faults: ${formatMutants(mutation)}`] : [];
  return [
    ...faults,
    ...listMissed(mutation).map(
      ({ routeKey, where = '', kind }) =>
        `- missed: ${toCode(routeKey)} ${toCode(where)} ${mutantCatalogue[kind]}`,
    ),
    ...accepted.map(
      ({ route, code, reason, findings }) =>
        `- accepted: ${toCode(route)} ${toCode(code)} ${toCode(reason)} (${formatCount(findings, 'finding')})`,
    ),
    ...notCompared.map(({ route, reason }) => `- not compared: ${toCode(route)} ${toCode(reason)}`),
  ];
}

/** As many texts as fit, one below the other, and what `toRest` says of the others. */
function takeWithin(room: number, texts: readonly string[], toRest: (left: number) => string): string {
  let used = 0;
  const first = texts.findIndex((text) => {
    used += text.length + 1;
    return used > room;
  });
  return first < 0 ? texts.join('\n') : [...texts.slice(0, first), toRest(texts.length - first)].join('\n');
}

/** Entities instead of whatever Markdown or HTML might read as more than a letter. */
function toCode(text: string): string {
  const plain = text.replace(/[^\p{L}\p{N} /.,:-]/gu, (character) => `&#${character.codePointAt(0)};`);
  return `<code>${plain}</code>`;
}

/** A block which no run of backticks in its text can end. */
function toFence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${text}\n${fence}`;
}
