import { createLoyaltyProgram, createMemoryRepositories, systemClock, ulidIds } from '@unlith/shared-model';
import { createSeed, specialFlights } from '@unlith/shared-model/seed';

const now = new Date('2026-11-22T08:00:00.000Z');
const seed = createSeed({ firstDay: '2026-11-22' });

/** The seeded airline in memory, at eight in the morning of its first day. */
export function createAirline() {
  const parts = {
    ...createMemoryRepositories(seed),
    clock: { ...systemClock, now: () => now },
    ids: ulidIds,
  };
  return { ...parts, program: createLoyaltyProgram(parts) };
}

export const ada = { firstName: 'Ada', lastName: 'Lovelace' };
export const grace = { firstName: 'Grace', lastName: 'Hopper' };
export const flightId = specialFlights.ordinary;
