import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readEvidence } from '../../src/permissions/evidence.ts';
import { planPermissions } from '../../src/permissions/plan-permissions.ts';
import { createDirectory } from '../bundle/temporary-app.ts';

const planned = { name: 'get-flights', routeKeys: ['GET /flights', 'HEAD /flights'] };
const commands = [
  { package: '@aws-sdk/client-dynamodb', command: 'QueryCommand', actions: ['dynamodb:Query'] },
  { package: '@aws-sdk/client-dynamodb', command: 'GetItemCommand', actions: ['dynamodb:GetItem'] },
];
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: resources name environment variables so.
const index = '${FLIGHTS_TABLE}/index/by-day';
const table = '${FLIGHTS_TABLE}';
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

it('grants nothing as long as nothing was recorded', () => {
  expect(planPermissions(planned, commands, undefined)).toEqual({
    possible: ['dynamodb:GetItem', 'dynamodb:Query'],
    granted: [],
  });
});

it('grants what was seen of the function by name or route key, one statement a resource', () => {
  const seen = [
    { function: 'HEAD /flights', action: 'dynamodb:Query', resource: index },
    { function: 'get-flights', action: 'dynamodb:Query', resource: index },
    { function: 'get-flights', action: 'dynamodb:Query', resource: table },
    { function: 'get-flights', action: 'dynamodb:PutItem', resource: table },
    { function: 'POST /flights', action: 'dynamodb:DeleteItem', resource: table },
  ];
  expect(planPermissions(planned, commands, { schema: 'unlith/evidence@1', seen })).toEqual({
    possible: ['dynamodb:GetItem', 'dynamodb:Query'],
    seen: [
      { action: 'dynamodb:PutItem', resource: table },
      { action: 'dynamodb:Query', resource: table },
      { action: 'dynamodb:Query', resource: index },
    ],
    granted: [
      { actions: ['dynamodb:PutItem', 'dynamodb:Query'], resource: table },
      { actions: ['dynamodb:Query'], resource: index },
    ],
  });
});

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
