import { expect, it } from 'vitest';
import type { Manifest } from '../../src/manifest/manifest.ts';
import type { Evidence } from '../../src/permissions/evidence.ts';
import { grantPermissions } from '../../src/permissions/grant-permissions.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: resources name environment variables so.
const index = '${FLIGHTS_TABLE}/index/by-day';
const table = '${FLIGHTS_TABLE}';
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

const evidence: Evidence = {
  schema: 'unlith/evidence@1',
  seen: [
    { function: 'HEAD /flights', action: 'dynamodb:Query', resource: index },
    { function: 'get-flights', action: 'dynamodb:Query', resource: index },
    { function: 'get-flights', action: 'dynamodb:Query', resource: table },
    { function: 'get-flights', action: 'dynamodb:GetItem', resource: table },
    { function: 'post-flights', action: 'dynamodb:PutItem', resource: table },
    { function: 'lith', action: 'dynamodb:Scan', resource: table },
    { function: 'nobody', action: 'dynamodb:DeleteItem', resource: table },
  ],
};
const permissions = { possible: ['dynamodb:Query'], granted: [] };
const listed = {
  fallback: 'lith',
  functions: [
    { name: 'lith', routeKeys: ['$default'], permissions },
    { name: 'get-flights', routeKeys: ['GET /flights', 'HEAD /flights'], permissions },
    { name: 'post-flights', routeKeys: ['POST /flights'], permissions },
  ],
  routes: [
    { id: 'GET /flights', function: 'get-flights', exact: true },
    { id: 'POST /flights', function: 'post-flights' },
  ],
};
const granted = grantPermissions(listed as unknown as Manifest, evidence);

it('grants what was seen of a function by name or route key, one statement a resource', () => {
  expect(granted.functions[1]?.permissions).toEqual({
    possible: ['dynamodb:Query'],
    seen: [
      { action: 'dynamodb:GetItem', resource: table },
      { action: 'dynamodb:Query', resource: table },
      { action: 'dynamodb:Query', resource: index },
    ],
    granted: [
      { actions: ['dynamodb:GetItem', 'dynamodb:Query'], resource: table },
      { actions: ['dynamodb:Query'], resource: index },
    ],
  });
});

it('grants the lith, too, what functions do whose routes it answers where they are spelt otherwise', () => {
  expect(granted.functions[0]?.permissions).toEqual({
    possible: ['dynamodb:Query'],
    seen: [{ action: 'dynamodb:Scan', resource: table }],
    granted: [{ actions: ['dynamodb:PutItem', 'dynamodb:Scan'], resource: table }],
  });
});

it('changes nothing else of the manifest', () => {
  const functions = granted.functions.map((each) => ({ ...each, permissions }));
  expect({ ...granted, functions }).toEqual(listed);
});
