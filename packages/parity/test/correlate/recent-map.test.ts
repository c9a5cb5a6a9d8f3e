import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRecentMap } from '../../src/correlate/recent-map.ts';

it('remembers what was read or set last, and nothing else', () => {
  const key = fc.integer({ min: 0, max: 6 });
  const uses = fc.array(fc.tuple(fc.constantFrom('get', 'set'), key), { minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), uses, (capacity, steps) => {
      const map = createRecentMap<number, string>(capacity);
      let recent: number[] = [];
      for (const [use, used] of steps) {
        if (use === 'set') map.set(used, String(used));
        else expect(map.get(used)).toBe(recent.includes(used) ? String(used) : undefined);
        if (use === 'set' || recent.includes(used))
          recent = [used, ...recent.filter((other) => other !== used)].slice(0, capacity);
      }
    }),
  );
});
