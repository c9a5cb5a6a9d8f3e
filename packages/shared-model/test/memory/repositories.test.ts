import { createMemoryBookingRepository, createMemoryFlightRepository } from '../../src/index.ts';
import { createSeed } from '../../src/seed/index.ts';
import { describeBookingRepository } from '../booking-repository-contract.ts';
import { describeFlightRepository } from '../flight-repository-contract.ts';

const { flights } = createSeed({ firstDay: '2026-11-22' });

describeFlightRepository(async () => createMemoryFlightRepository(flights));
describeBookingRepository(async (seats) => createMemoryBookingRepository(seats));
