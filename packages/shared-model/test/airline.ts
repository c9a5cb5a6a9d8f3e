import {
  type Clock,
  createLoyaltyProgram,
  createMemoryRepositories,
  type Flight,
  type Ids,
  type Inventory,
} from '../src/index.ts';

export const now = new Date('2026-11-22T08:00:00.000Z');

export const airbus: Flight = {
  flightId: '01KDVDNA0000000000000000A1',
  flightNumber: 'UL101',
  from: 'LHR',
  to: 'JFK',
  departsAt: '2026-11-24T09:30:00.000Z',
  arrivesAt: '2026-11-24T17:25:00.000Z',
  aircraft: 'Airbus A350-900',
  priceCents: 48_900,
  currency: 'EUR',
  version: 1,
};

export const ada = { firstName: 'Ada', lastName: 'Lovelace' };
export const grace = { firstName: 'Grace', lastName: 'Hopper' };

/** Stands still, and waits in no time. */
const stoppedClock: Clock = { now: () => now, wait: async () => {} };

/** 01…01, 01…02 and so on. */
export function countingIds(): Ids {
  let count = 0;
  return { next: () => `01KDVDNB${String(++count).padStart(18, '0')}` };
}

export const seatsOf = (flight: Flight, capacity: number): Inventory => ({
  flightId: flight.flightId,
  capacity,
  available: capacity,
});

/** All collaborators of the use cases, in memory, with one flight of so many seats. */
export function createMemoryAirline({ flight = airbus, capacity = 10 } = {}) {
  const parts = {
    ...createMemoryRepositories({ flights: [flight], inventories: [seatsOf(flight, capacity)] }),
    clock: stoppedClock,
    ids: countingIds(),
  };
  return { ...parts, program: createLoyaltyProgram(parts) };
}
