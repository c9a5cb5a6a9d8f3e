import type { ResourceTypeSupport, ServiceSupport } from './services/service.ts';
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
  const rows = [
    ...types.map(([type, { level, note, page }]) => [`\`${type}\``, level, note, `[page](${page})`]),
    ...behaviours.map(({ behaviour, level, note, page }) => [behaviour, level, note, `[page](${page})`]),
  ];
  return [
    '',
    `## ${service}`,
    '',
    ...formatTable([['what', 'level', 'note', 'AWS'], ...rows]),
    ...types.flatMap(([type, support]) => formatProperties(type, support)),
  ];
}

function formatProperties(
  type: string,
  { properties, ignoredProperties = [] }: ResourceTypeSupport,
): string[] {
  if (properties.length === 0) return [];
  return ['', `\`${type}\` takes ${list(properties)}${ignored(ignoredProperties)}.`];
}

/** Columns are padded as Biome pads them, so that the page passes the formatter. */
function formatTable(rows: readonly (readonly string[])[]): string[] {
  const escaped = rows.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = (escaped[0] ?? []).map((_, column) =>
    Math.max(...escaped.map((cells) => cells[column]?.length ?? 0)),
  );
  const [head = '', ...body] = escaped.map(
    (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body];
}

function ignored(properties: readonly string[]): string {
  if (properties.length === 0) return '';
  return properties.includes('*') ? '; all others are ignored' : `; ignored: ${list(properties)}`;
}

function list(properties: readonly string[]): string {
  return properties.map((name) => `\`${name}\``).join(', ');
}
