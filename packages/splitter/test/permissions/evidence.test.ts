import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readEvidence } from '../../src/permissions/evidence.ts';
import { createDirectory } from '../bundle/temporary-app.ts';

it.each([
  ['no JSON', 'cannot be read'],
  ['{ "schema": "unlith/evidence@2", "seen": [] }', 'schema: '],
  [
    '{ "schema": "unlith/evidence@1", "seen": [{ "function": "a", "action": "Query", "resource": "r" }] }',
    'seen.0.action: ',
  ],
])('refuses %s as evidence, and names the place', (text, message) => {
  const file = join(createDirectory(), 'evidence.json');
  writeFileSync(file, text);
  expect(() => readEvidence(file)).toThrow(message);
  expect(() => readEvidence(file)).toThrow(expect.objectContaining({ code: 'split.evidence', exitCode: 2 }));
});

it('names the evidence that is not there', () => {
  expect(() => readEvidence('/nowhere/evidence.json')).toThrow('/nowhere/evidence.json cannot be read');
});
