import { createMemoryRepositories } from '../../src/index.ts';
import { createSeed } from '../../src/seed/index.ts';
import { describeBookingRepository } from '../booking-repository-contract.ts';
import { describeFlightRepository } from '../flight-repository-contract.ts';
import { describeLoyaltyRepository } from '../loyalty-repository-contract.ts';
import { describePaymentRepository } from '../payment-repository-contract.ts';
import { describeStatisticsRepository } from '../statistics-repository-contract.ts';

const { flights } = createSeed({ firstDay: '2026-11-22' });

describeFlightRepository(async () => createMemoryRepositories({ flights }).flights);
describeBookingRepository(async (inventories) => createMemoryRepositories({ inventories }).bookings);
describePaymentRepository(async (inventories) => createMemoryRepositories({ inventories }).bookings);
describeLoyaltyRepository(async () => createMemoryRepositories().loyalty);
describeStatisticsRepository(async () => createMemoryRepositories().statistics);
