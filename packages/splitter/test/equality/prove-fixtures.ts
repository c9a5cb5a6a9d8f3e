import { describe, expect, it } from 'vitest';
import { readExpected, toExpected } from './expected.ts';
import { type FixtureApp, listFixtureApps } from './fixture-app.ts';
import { proveEquality } from './prove-equality.ts';

const timeoutMs = 180_000;

/** Every fixture of one version: equal to its functions, and split as its `expected.json` says. */
export function proveFixtures(version: 'express-4' | 'express-5'): void {
  const apps = listFixtureApps(version);
  const isLimited = ({ knownLimit }: FixtureApp) => knownLimit !== undefined;

  // Each waits for processes more than it computes.
  describe.concurrent(`an app of ${version} and its functions`, () => {
    it.each(apps.filter((app) => !isLimited(app)))(
      'answer alike: $name',
      async ({ ...app }) => {
        const { manifest, differences } = await proveEquality(app);
        expect(differences.slice(0, 3)).toEqual([]);
        expect(toExpected(manifest)).toEqual(readExpected(app.directory, toExpected(manifest)));
      },
      timeoutMs,
    );

    // Fails as soon as the limit is gone: then it must no longer be called known.
    it.each(apps.filter(isLimited))(
      'still differ: $name: $knownLimit',
      async ({ ...app }) => {
        const { differences } = await proveEquality(app);
        expect(differences).not.toEqual([]);
      },
      timeoutMs,
    );
  });
}
