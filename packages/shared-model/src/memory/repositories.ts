import type { Inventory } from '../booking.ts';
import type { Flight } from '../flight.ts';
import type { LoyaltyRepository } from '../loyalty-ports.ts';
import type { BookingRepository, FlightRepository } from '../ports.ts';
import type { StatisticsRepository } from '../statistics-ports.ts';
import { createMemoryBookingRepository } from './booking-repository.ts';
import { createMemoryFlightRepository } from './flight-repository.ts';
import { createMemoryLoyaltyRepository } from './loyalty-repository.ts';
import { createMemoryStatisticsRepository } from './statistics-repository.ts';

/** All that an airline keeps. */
export interface Repositories {
  readonly flights: FlightRepository;
  readonly bookings: BookingRepository;
  readonly loyalty: LoyaltyRepository;
  readonly statistics: StatisticsRepository;
}

interface Filling {
  readonly flights?: readonly Flight[];
  /** Seats that can be booked. */
  readonly inventories?: readonly Inventory[];
}

/** All repositories in memory, filled with these flights and seats: by default with none. */
export function createMemoryRepositories({ flights, inventories }: Filling = {}): Repositories {
  return {
    flights: createMemoryFlightRepository(flights),
    bookings: createMemoryBookingRepository(inventories),
    loyalty: createMemoryLoyaltyRepository(),
    statistics: createMemoryStatisticsRepository(),
  };
}
