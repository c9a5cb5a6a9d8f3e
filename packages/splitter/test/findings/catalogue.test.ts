import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CatalogueEntry, catalogue } from '../../src/findings/catalogue.ts';
import { formatCatalogue } from '../../src/findings/format-catalogue.ts';

const page = new URL('../../../../docs/reference/findings.md', import.meta.url);
const entries = Object.entries<CatalogueEntry>(catalogue);

it('docs/reference/findings.md says what the catalogue says', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(page, formatCatalogue());
  expect(readFileSync(page, 'utf8'), 'UPDATE_DOCS=1 rewrites it').toBe(formatCatalogue());
});

describe('the catalogue', () => {
  it.each(entries)('%s reads as a message: title, why and way out', (code, { title, why, wayOut }) => {
    expect(code).toMatch(/^split(?:\.[a-z]+(?:-[a-z]+)*)$/);
    // The title goes on in the middle of a sentence.
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(why).toMatch(/\.$/);
    expect(wayOut).toMatch(/\.$/);
  });

  it('names each finding once', () => {
    const titles = entries.map(([, { title }]) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
