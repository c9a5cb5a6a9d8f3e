import { describe, expect, it } from 'vitest';
import { readExpected, toExpected } from './expected.ts';
import { listFixtureApps } from './fixture-app.ts';
import { proveEquality } from './prove-equality.ts';

// Each waits for processes more than it computes.
describe.concurrent('an Express 5 app and its functions', () => {
  it.each(listFixtureApps('express-5'))(
    '$name',
    async ({ ...app }) => {
      const { manifest, differences } = await proveEquality(app);
      expect(differences.slice(0, 3)).toEqual([]);
      const actual = toExpected(manifest);
      expect(actual).toEqual(readExpected(app.directory, actual));
    },
    180_000,
  );
});
