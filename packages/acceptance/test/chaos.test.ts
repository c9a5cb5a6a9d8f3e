import { expect, inject, it } from 'vitest';
import { planOperations } from '../src/chaos/operations.ts';
import { runChaos } from '../src/chaos/run-chaos.ts';

/** The full size is `pnpm chaos`; here as many operations as a seed needs to meet every kind of fault. */
const operations = 100;

it.each([1, 2, 3, 4, 5])('nothing is lost, doubled or miscounted under faults, seed %i', async (seed) => {
  const { lost, doubled, wrongLedgers, wrongSeats, deadLetters, faults } = await runChaos({
    assembly: inject('assembly'),
    seed,
    operations,
  });
  expect({ lost, doubled, wrongLedgers, wrongSeats, deadLetters }).toEqual({
    lost: [],
    doubled: [],
    wrongLedgers: [],
    wrongSeats: [],
    deadLetters: 0,
  });
  expect(Object.values(faults).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20);
});

it('plans the same operations for the same seed, and others for another', () => {
  expect(planOperations(1, 50, 5)).toEqual(planOperations(1, 50, 5));
  expect(planOperations(1, 50, 5)).not.toEqual(planOperations(2, 50, 5));
});
