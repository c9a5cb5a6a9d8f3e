import type { ManifestFinding } from '@unlith/splitter/manifest';
import { count } from '../format-table.ts';

/** What stays and why, then what is worth knowing, each with its place in the source. Empty without findings. */
export function formatFindings(findings: readonly ManifestFinding[]): string {
  const sections: readonly (readonly [title: string, effect: ManifestFinding['effect']])[] = [
    ['Stays in the lith', 'kept'],
    ['Notes', 'note'],
  ];
  return sections
    .map(([title, effect]) => [title, findings.filter((finding) => finding.effect === effect)] as const)
    .filter(([, some]) => some.length > 0)
    .map(([title, some]) => [title, ...some.map(formatFinding)].join('\n'))
    .join('\n\n');
}

function formatFinding({ code, message, source, routes }: ManifestFinding): string {
  const place = source === undefined ? '' : `${source}: `;
  return `  ${place}${message} [${code}]${formatConcerned(routes)}`;
}

/** A few routes by name, many by number. */
function formatConcerned(routes: readonly string[]): string {
  if (routes.length === 0) return '';
  return `\n    ${routes.length <= 4 ? routes.join(', ') : `${routes.slice(0, 3).join(', ')} and ${count(routes.length - 3, 'more route')}`}`;
}
