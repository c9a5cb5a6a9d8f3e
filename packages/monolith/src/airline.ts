import {
  accruePoints,
  type BookingRepository,
  type Clock,
  createDynamoDbBookingRepository,
  createDynamoDbFlightRepository,
  createDynamoDbLoyaltyRepository,
  createDynamoDbStatisticsRepository,
  createLoyaltyProgram,
  createMemoryLoyaltyRepository,
  createMemoryStatisticsRepository,
  type FlightRepository,
  type Ids,
  type LoyaltyProgram,
  type LoyaltyRepository,
  recordStatistics,
  type StatisticsRepository,
  systemClock,
  ulidIds,
} from '@unlith/shared-model';
import { createDocumentClient } from '@unlith/shared-model/dynamodb';
import { announceBookings } from './announce-bookings.ts';
import type { Logger } from './logger.ts';

/** Where the airline keeps its data, its time and its ids. */
export type AirlineParts = {
  readonly flights: FlightRepository;
  readonly bookings: BookingRepository;
  readonly loyalty: LoyaltyRepository;
  readonly statistics: StatisticsRepository;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** What the use cases work with. In the lith another domain is a method call away, for questions and for news alike. */
export type Airline = AirlineParts & { readonly program: LoyaltyProgram };

/** Puts the parts together: bookings ask flights and loyalty, and loyalty and statistics hear of bookings. */
export const createAirline = (parts: AirlineParts, logger: Logger): Airline => ({
  ...parts,
  bookings: announceBookings(parts.bookings, {
    logger,
    subscribers: {
      accrual: (event) => accruePoints(parts, event),
      statistics: (event) => recordStatistics(parts, event),
    },
  }),
  program: createLoyaltyProgram(parts),
});

/** Names of the DynamoDB tables; `@unlith/shared-model/tables` describes their keys. */
export type Tables = {
  readonly flightsTable: string;
  readonly bookingsTable: string;
  /** Kept in memory by a stage which has no such table yet. */
  readonly loyaltyTable: string | undefined;
  readonly statisticsTable: string | undefined;
};

/** The airline on its DynamoDB tables, by the region, credentials and endpoint of the environment. */
export function createDynamoDbAirline(tables: Tables, logger: Logger): Airline {
  const documents = createDocumentClient();
  const { loyaltyTable, statisticsTable } = tables;
  const parts = {
    flights: createDynamoDbFlightRepository({ documents, tableName: tables.flightsTable }),
    bookings: createDynamoDbBookingRepository({ documents, tableName: tables.bookingsTable }),
    loyalty: loyaltyTable
      ? createDynamoDbLoyaltyRepository({ documents, tableName: loyaltyTable })
      : createMemoryLoyaltyRepository(),
    statistics: statisticsTable
      ? createDynamoDbStatisticsRepository({ documents, tableName: statisticsTable })
      : createMemoryStatisticsRepository(),
    clock: systemClock,
    ids: ulidIds,
  };
  return createAirline(parts, logger);
}
