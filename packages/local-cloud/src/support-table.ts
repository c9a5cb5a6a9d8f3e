import type { ServiceSupport } from './services/service.ts';
import { supports } from './supports.ts';

/**
 * What the local cloud emulates, approximates, ignores and lacks, as Markdown: one table for each service, generated
 * from the declarations that also decide what is refused. It is kept as `docs/reference/local-cloud-support.md`.
 */
export function formatSupportTable(): string {
  return [
    '# What the local cloud emulates',
    '',
    'Generated from the code of `packages/local-cloud` (`UPDATE_DOCS=1 pnpm test packages/local-cloud`); do not edit.',
    '',
    '- **emulated**: observable behaviour is copied',
    '- **approximated**: copied, with the deviation that the note states',
    '- **ignored**: accepted without effect',
    '- **absent**: not there; a template that needs it is refused',
    '',
    'Any other resource type, any property that is not listed, and any unknown intrinsic function is refused by name.',
    ...supports.flatMap(formatService),
    '',
  ].join('\n');
}

function formatService({ service, resourceTypes, behaviours }: ServiceSupport): string[] {
  const types = Object.entries(resourceTypes);
  return [
    '',
    `## ${service}`,
    '',
    '| what | level | note | AWS |',
    '| --- | --- | --- | --- |',
    ...types.map(([type, { level, note, page }]) =>
      formatRow([`\`${type}\``, level, note, `[page](${page})`]),
    ),
    ...behaviours.map(({ behaviour, level, note, page }) =>
      formatRow([behaviour, level, note, `[page](${page})`]),
    ),
    ...types.flatMap(([type, { properties, ignoredProperties = [] }]) => [
      ...(properties.length > 0
        ? ['', `\`${type}\` takes ${list(properties)}${ignored(ignoredProperties)}.`]
        : []),
    ]),
  ];
}

function formatRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function ignored(properties: readonly string[]): string {
  if (properties.length === 0) return '';
  return properties.includes('*') ? '; all others are ignored' : `; ignored: ${list(properties)}`;
}

function list(properties: readonly string[]): string {
  return properties.map((name) => `\`${name}\``).join(', ');
}
