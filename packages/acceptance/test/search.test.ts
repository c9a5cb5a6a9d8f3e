import { afterAll, describe, expect, it } from 'vitest';
import { searchAirline } from '../src/bench-search/search-airline.ts';
import { statefulFaults } from '../src/bench-search/stateful-faults.ts';
import { scenarios } from '../src/settled-scenarios.ts';

const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

/** The others, and the whole suite, are for `pnpm bench:search`. */
const faults = statefulFaults.filter(({ name }) => /after a change|cancelled twice/.test(name));
const bookings = scenarios.filter(({ name }) => name.startsWith('bookings.'));

describe('a search', () => {
  it.each(faults)('finds that $name', async ({ plant, shortest }) => {
    const { report } = await searchAirline(plant, (cleanUp) => cleanUps.push(cleanUp), {
      scenarios: bookings,
      seed: 'one',
      maxSequences: 100,
      maxSeconds: 600,
    });
    expect(report.search?.divergences).toMatchObject([{ replays: 3, recurred: 3 }]);
    expect(report.search?.divergences[0]?.steps).toBeLessThanOrEqual(shortest.length + 1);
  });
});
