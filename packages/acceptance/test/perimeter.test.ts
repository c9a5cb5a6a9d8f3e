import { describe, expect, inject, it } from 'vitest';
import { proveDenied } from '../src/perimeter/denied.ts';
import { listPerimeters } from '../src/perimeter/permissions.ts';
import { measureReach } from '../src/perimeter/reach.ts';
import { splitStacks, startSeeded } from '../src/side-by-side.ts';

/** That each permission is needed takes minutes to prove: `pnpm perimeter`. */
describe('perimeters', () => {
  it('refuse to every function what only others hold, and to everybody what nobody holds', async () => {
    const perimeters = await listSplitPerimeters();
    const cloud = await startSeeded({ assembly: inject('assembly'), stacks: splitStacks });
    try {
      const { attempts, allowedByMistake } = await proveDenied(cloud, perimeters);
      expect(allowedByMistake).toEqual([]);
      expect(attempts).toBeGreaterThan(300);
    } finally {
      await cloud.close();
    }
  });

  it('would tell, if a function could do more than its role says', async () => {
    const perimeters = await listSplitPerimeters();
    const forgetful = perimeters.map((perimeter) =>
      perimeter.name === 'get-booking' ? { ...perimeter, permissions: [] } : perimeter,
    );
    const cloud = await startSeeded({ assembly: inject('assembly'), stacks: splitStacks });
    try {
      const { allowedByMistake } = await proveDenied(cloud, forgetful);
      expect(allowedByMistake).toEqual([
        expect.stringMatching(/^get-booking: dynamodb:GetItem Split-Bookings/),
      ]);
    } finally {
      await cloud.close();
    }
  });

  it('reach a third of what the lith’s reaches at most', async () => {
    const [lith] = await listPerimeters(inject('assembly'), 'Monolith');
    if (!lith) throw new Error('The Monolith has no role');
    const { monolith, split } = measureReach(lith, await listSplitPerimeters());
    expect(Object.entries(split).filter(([, reach]) => reach > monolith / 3)).toEqual([]);
  });
});

async function listSplitPerimeters() {
  return (await Promise.all(splitStacks.map((stack) => listPerimeters(inject('assembly'), stack)))).flat();
}
