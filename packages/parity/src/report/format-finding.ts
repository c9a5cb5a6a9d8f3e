import type { Finding } from './finding.ts';
import { findingCatalogue } from './finding-catalogue.ts';

/** A finding in words, on several lines: where, what it means, what each side has, and why. */
export function formatFinding(finding: Finding): string {
  const { code, scenario, step, where, baseline, candidate, note } = finding;
  return [
    `${scenario} > ${step}  ${where}`,
    `  ${code}: ${findingCatalogue[code]}`,
    `  baseline   ${JSON.stringify(baseline)}`,
    `  candidate  ${JSON.stringify(candidate)}`,
    ...(note === undefined ? [] : [`  note       ${note}`]),
  ].join('\n');
}
