import type { CauseKey } from './cause.ts';
import type { Finding } from './finding.ts';
import { findingCatalogue } from './finding-catalogue.ts';
import type { Cause } from './parity-report.ts';

/** A finding in words, on several lines: where, what it means, what each side has, and why. */
export function formatFinding(finding: Finding): string {
  const { code, scenario, step, where } = finding;
  const lines = [`${code}: ${findingCatalogue[code]}`, ...listSides(finding)];
  return [`${scenario} > ${step}  ${where}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** How many findings tell what a cause is about. */
const shown = 3;

/** A cause in words, and the first of its findings. */
export function formatCause(cause: Cause, findings: readonly Finding[]): string {
  const own = findings.slice(0, shown);
  const examples = own.flatMap((finding) => [
    `${finding.scenario} > ${finding.step}  ${finding.where}`,
    ...listSides(finding).map((line) => `  ${line}`),
  ]);
  const more = cause.findings - own.length;
  const lines = [
    `${cause.code}: ${findingCatalogue[cause.code]}`,
    ...examples,
    ...(more > 0 ? [`and ${more.toLocaleString('en')} more`] : []),
  ];
  return [formatCauseTitle(cause), ...lines.map((line) => `  ${line}`)].join('\n');
}

/** `GET /things  body:/items/*  200 → 404`. */
export function formatCauseTitle({ routeKey, where, change }: CauseKey): string {
  return [routeKey, where, ...(change === undefined ? [] : [change])].join('  ');
}

function listSides({ baseline, candidate, note }: Finding): string[] {
  return [
    `baseline   ${JSON.stringify(baseline)}`,
    `candidate  ${JSON.stringify(candidate)}`,
    ...(note === undefined ? [] : [`note       ${note}`]),
  ];
}
