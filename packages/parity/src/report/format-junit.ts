import { groupBy } from '../group-by.ts';
import { formatBound, formatCount, formatStatuses } from './figures.ts';
import { findingCatalogue } from './finding-catalogue.ts';
import { type FindingsOfCause, indexFindings } from './findings-of-cause.ts';
import { formatCause } from './format-finding.ts';
import type { Cause, Incomplete, ParityReport, RouteSummary } from './parity-report.ts';

/**
 * JUnit XML: a suite per route, in it a failed case for every cause, or one that passed; a case has the same name in every run.
 * A run that ended early has a suite of its own, with an error.
 */
export function formatJunit(report: ParityReport): string {
  const ofCause = indexFindings(report);
  const causes = groupBy(report.causes, ({ routeKey }) => routeKey);
  const suites = report.routes.map((route) => formatSuite(route, causes.get(route.routeKey) ?? [], ofCause));
  const name = escapeXml(`parity of ${report.candidate} with ${report.baseline}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${name}">`,
    ...suites,
    ...(report.incomplete ? [formatIncomplete(report.incomplete)] : []),
    '</testsuites>',
    '',
  ].join('\n');
}

function formatIncomplete({ code, reason }: Incomplete): string {
  return [
    '  <testsuite name="the run" tests="1" failures="0" errors="1" skipped="0">',
    '    <testcase classname="the run" name="comes to its end">',
    `      <error type="${code}" message="${escapeXml(reason)}"/>`,
    '    </testcase>',
    '  </testsuite>',
  ].join('\n');
}

function formatSuite(route: RouteSummary, causes: readonly Cause[], ofCause: FindingsOfCause): string {
  const suite = escapeXml(route.routeKey);
  const cases = causes.map((cause) => formatFailure(suite, cause, ofCause));
  if (cases.length === 0) cases.push(formatClean(suite, route));
  const skipped = route.exchanges === 0 && causes.length === 0 ? 1 : 0;
  return [
    `  <testsuite name="${suite}" tests="${cases.length}" failures="${causes.length}" errors="0" skipped="${skipped}">`,
    ...cases,
    '  </testsuite>',
  ].join('\n');
}

function formatFailure(suite: string, cause: Cause, ofCause: FindingsOfCause): string {
  const { code, where, change, findings } = cause;
  const name = escapeXml([code, where, ...(change === undefined ? [] : [change])].join('  '));
  const message = escapeXml(`${findingCatalogue[code]} ${formatCount(findings, 'finding')}`);
  return [
    `    <testcase classname="${suite}" name="${name}">`,
    `      <failure type="${code}" message="${message}">${escapeXml(formatCause(cause, ofCause(cause)))}</failure>`,
    '    </testcase>',
  ].join('\n');
}

function formatClean(suite: string, route: RouteSummary): string {
  const open = `    <testcase classname="${suite}" name="answers alike">`;
  if (route.exchanges === 0) return `${open}<skipped message="not compared"/></testcase>`;
  const seen = `${formatCount(route.exchanges, 'exchange')}: ${formatStatuses(route)}; ${formatCount(route.fields, 'field')}; ${formatBound(route)} may differ`;
  return `${open}<system-out>${escapeXml(seen)}</system-out></testcase>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no control characters, not even escaped: they become their pictures. https://www.w3.org/TR/xml/#charsets */
function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => entities[character] as string)
    .replace(/\p{Cc}/gu, (character) =>
      '\t\n\r'.includes(character)
        ? character
        : String.fromCodePoint(0x2400 + ((character.codePointAt(0) ?? 0) % 0x80)),
    )
    .replace(/[\ufffe\uffff]|\p{Cs}/gu, '\ufffd');
}
