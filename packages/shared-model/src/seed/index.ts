export { createSeed, type Seed } from './create-seed.ts';
export { type SpecialFlight, specialFlights } from './schedule.ts';
export { seedTables } from './seed-tables.ts';
