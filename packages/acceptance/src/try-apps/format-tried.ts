import type { TriedEntry } from './try-entry.ts';

/** A table in Markdown, by app: what a terminal shows and what docs/reference/tried-apps.md holds. */
export function formatTried(tried: readonly TriedEntry[]): string {
  const rows = tried.map((entry) => [
    `${entry.app}: ${entry.module}`,
    `${entry.split} of ${entry.routes}`,
    formatReasons(entry),
    `${entry.lithKilobytes}`,
    `${entry.functionKilobytes ?? '-'}`,
    `${entry.requests}`,
    `${entry.findings}`,
    formatTests(entry),
  ]);
  const total = (figure: 'routes' | 'split' | 'requests' | 'findings') =>
    tried.reduce((sum, entry) => sum + entry[figure], 0);
  const totals = [
    '**all**',
    `**${total('split')} of ${total('routes')}**`,
    '',
    '',
    '',
    `**${total('requests')}**`,
    `**${total('findings')}**`,
    '',
  ];
  const titles = [
    'app',
    'split',
    'kept because',
    'lith kB',
    'function kB',
    'requests',
    'findings',
    'own tests',
  ];
  return [titles, titles.map(() => '---'), ...rows, totals]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

const formatReasons = ({ keptBecause }: TriedEntry): string =>
  Object.entries(keptBecause)
    .map(([code, routes]) => `\`${code}\` (${routes})`)
    .join(', ');

function formatTests({ tests, note }: TriedEntry): string {
  if (!tests) return note;
  return tests.lith === tests.split
    ? `${tests.split} on both`
    : `${tests.lith} on the lith, ${tests.split} on the split`;
}
