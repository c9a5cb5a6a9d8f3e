import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatSupportTable } from '../src/index.ts';

const page = new URL('../../../docs/reference/local-cloud-support.md', import.meta.url);

it('docs/reference/local-cloud-support.md says what the code declares', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(page, formatSupportTable());
  expect(readFileSync(page, 'utf8'), 'UPDATE_DOCS=1 rewrites it').toBe(formatSupportTable());
});
