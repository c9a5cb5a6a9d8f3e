import { expect, it } from 'vitest';
import { departureOf, isDeparture } from '../../src/flight.ts';
import { createSeed, specialFlights } from '../../src/seed/index.ts';

const firstDay = '2026-12-15';
const { flights, inventories } = createSeed({ firstDay });

it('is the same for the same day', () => {
  expect(createSeed({ firstDay })).toEqual({ flights, inventories });
});

it('has flights on each of 30 days, across the new year', () => {
  const days = new Set(flights.map(({ departsAt }) => departsAt.slice(0, 10)));
  expect(flights.length).toBeGreaterThanOrEqual(200);
  expect([...days].filter((day) => day >= firstDay)).toHaveLength(30);
});

it('gives every flight an id and an inventory of its own', () => {
  expect(new Set(flights.map(({ flightId }) => flightId)).size).toBe(flights.length);
  expect(inventories.map(({ flightId }) => flightId)).toEqual(flights.map(({ flightId }) => flightId));
  expect(flights.every((flight) => isDeparture(departureOf(flight)))).toBe(true);
});

it.each([
  ['oneSeat', 1],
  ['twoSeats', 2],
  ['fiftySeats', 50],
] as const)('has a flight %s', (name, capacity) => {
  const inventory = inventories.find(({ flightId }) => flightId === specialFlights[name]);
  expect(inventory).toMatchObject({ capacity, available: capacity });
});

it('has a flight that left the day before', () => {
  const departed = flights.find(({ flightId }) => flightId === specialFlights.departed);
  expect(departed?.departsAt).toBe('2026-12-14T14:00:00.000Z');
});

it('refuses what is no day', () => {
  expect(() => createSeed({ firstDay: 'today' })).toThrow('firstDay "today"');
});
