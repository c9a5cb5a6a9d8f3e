import { type CatalogueEntry, catalogue } from './catalogue.ts';

/** The catalogue as Markdown, a section a code: the page `docs/reference/findings.md`. */
export function formatCatalogue(): string {
  const entries = Object.entries<CatalogueEntry>(catalogue);
  return [
    '# What a split finds',
    '',
    'Generated from the catalogue of `packages/splitter` (`UPDATE_DOCS=1 pnpm test packages/splitter/test/findings`); do not edit.',
    '',
    'A finding says why a route stays in the lith, or what there is to know of a function. It names the routes that it concerns and,',
    'where there is one, the line of the source. The field `accept` of the layout file overrules findings that keep routes:',
    'by code (`split.timer`), by place (`src/cache.ts:3`), or by both (`split.shared-state src/cache.ts:3`).',
    '',
    '## What keeps a route in the lith',
    ...entries.filter(([, { effect }]) => effect === 'kept').flatMap(formatEntry),
    '',
    '## Notes',
    '',
    'They change nothing.',
    ...entries.filter(([, { effect }]) => effect === 'note').flatMap(formatEntry),
    '',
  ].join('\n');
}

function formatEntry([code, { title, why, wayOut }]: [string, CatalogueEntry]): string[] {
  return ['', `### \`${code}\``, '', `**${title}.** ${why}`, '', `Way out: ${wayOut}`];
}
