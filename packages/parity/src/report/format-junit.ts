import { groupBy } from '../group-by.ts';
import type { Finding } from './finding.ts';
import { formatFinding } from './format-finding.ts';
import type { ParityReport, RouteSummary } from './parity-report.ts';

/** JUnit XML: a suite per route, in it a case for every step with findings, or one for the route that has none. */
export function formatJunit(report: ParityReport): string {
  const suites = report.routes.map((route) => formatSuite(route, report));
  const name = escapeXml(`parity of ${report.candidate} with ${report.baseline}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${name}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function formatSuite({ routeKey, exchanges }: RouteSummary, report: ParityReport): string {
  const suite = escapeXml(routeKey);
  const failures = groupBy(
    report.findings.filter((finding) => finding.routeKey === routeKey),
    ({ scenario, step }) => `${scenario} > ${step}`,
  );
  const cases = [...failures].map(([name, findings]) => formatFailure({ suite, name, findings }));
  if (cases.length === 0) cases.push(formatClean(suite, exchanges));
  const skipped = exchanges === 0 && failures.size === 0 ? 1 : 0;
  return [
    `  <testsuite name="${suite}" tests="${cases.length}" failures="${failures.size}" errors="0" skipped="${skipped}">`,
    ...cases,
    '  </testsuite>',
  ].join('\n');
}

function formatFailure({
  suite,
  name,
  findings,
}: {
  suite: string;
  name: string;
  findings: Finding[];
}): string {
  const codes = [...new Set(findings.map(({ code }) => code))].join(', ');
  return [
    `    <testcase classname="${suite}" name="${escapeXml(name)}">`,
    `      <failure message="${codes}">${escapeXml(findings.map(formatFinding).join('\n\n'))}</failure>`,
    '    </testcase>',
  ].join('\n');
}

function formatClean(suite: string, exchanges: number): string {
  const name = `${exchanges} exchange${exchanges === 1 ? '' : 's'}`;
  return exchanges === 0
    ? `    <testcase classname="${suite}" name="${name}"><skipped message="not compared"/></testcase>`
    : `    <testcase classname="${suite}" name="${name}"/>`;
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
