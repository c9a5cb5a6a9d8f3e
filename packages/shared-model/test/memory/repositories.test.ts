import {
  createMemoryBookingRepository,
  createMemoryFlightRepository,
  createMemoryLoyaltyRepository,
  createMemoryStatisticsRepository,
} from '../../src/index.ts';
import { createSeed } from '../../src/seed/index.ts';
import { describeBookingRepository } from '../booking-repository-contract.ts';
import { describeFlightRepository } from '../flight-repository-contract.ts';
import { describeLoyaltyRepository } from '../loyalty-repository-contract.ts';
import { describePaymentRepository } from '../payment-repository-contract.ts';
import { describeStatisticsRepository } from '../statistics-repository-contract.ts';

const { flights } = createSeed({ firstDay: '2026-11-22' });

describeFlightRepository(async () => createMemoryFlightRepository(flights));
describeBookingRepository(async (seats) => createMemoryBookingRepository(seats));
describePaymentRepository(async (seats) => createMemoryBookingRepository(seats));
describeLoyaltyRepository(async () => createMemoryLoyaltyRepository());
describeStatisticsRepository(async () => createMemoryStatisticsRepository());
