import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatCatalogue } from '../../src/findings/format-catalogue.ts';

const page = new URL('../../../../docs/reference/findings.md', import.meta.url);

it('is what docs/reference/findings.md says', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(page, formatCatalogue());
  expect(readFileSync(page, 'utf8')).toBe(formatCatalogue());
});
