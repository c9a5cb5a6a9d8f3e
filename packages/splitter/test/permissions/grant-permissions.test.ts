import { expect, it } from 'vitest';
import type { Manifest } from '../../src/manifest/manifest.ts';
import { grantPermissions } from '../../src/permissions/grant-permissions.ts';

it('grants each function what it was seen to do, and changes nothing else of the manifest', () => {
  const described = { name: 'lith', routeKeys: ['$default'], commands: [], bytes: 1 };
  const manifest = { layout: 'lith', functions: [described, { ...described, name: 'get-a' }] };
  const call = { action: 'dynamodb:Query', resource: 'arn' };
  const evidence = { schema: 'unlith/evidence@1', seen: [{ function: 'get-a', ...call }] } as const;
  expect(grantPermissions(manifest as unknown as Manifest, evidence)).toEqual({
    layout: 'lith',
    functions: [
      { ...described, permissions: { possible: [], seen: [], granted: [] } },
      {
        ...described,
        name: 'get-a',
        permissions: {
          possible: [],
          seen: [call],
          granted: [{ actions: ['dynamodb:Query'], resource: 'arn' }],
        },
      },
    ],
  });
});
