import { describe, expect, it } from 'vitest';
import { readExpected, toExpected } from './expected.ts';
import { listFixtureApps } from './fixture-app.ts';
import { proveEquality } from './prove-equality.ts';

/** Every fixture of one version: equal to its functions, and split as its `expected.json` says. */
export function proveFixtures(version: 'express-4' | 'express-5'): void {
  const apps = listFixtureApps(version);

  // Each waits for processes more than it computes.
  describe.concurrent(`an app of ${version} and its functions`, () => {
    it.each(apps)('answer alike: $name', async ({ ...app }) => {
      const { manifest, differences } = await proveEquality(app);
      expect(differences.slice(0, 3)).toEqual([]);
      expect(toExpected(manifest)).toEqual(readExpected(app.directory, toExpected(manifest)));
    });
  });
}
