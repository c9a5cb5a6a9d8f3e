import {
  accruePoints,
  type Clock,
  createDynamoDbBookingRepository,
  createDynamoDbFlightRepository,
  createDynamoDbLoyaltyRepository,
  createDynamoDbStatisticsRepository,
  createLoyaltyProgram,
  type Ids,
  type LoyaltyProgram,
  type Repositories,
  recordStatistics,
  systemClock,
  ulidIds,
} from '@unlith/shared-model';
import { createDocumentClient } from '@unlith/shared-model/dynamodb';
import { announceBookings } from './announce-bookings.ts';
import type { Logger } from './logger.ts';

/** Where the airline keeps its data, its time and its ids. */
export type AirlineParts = Repositories & {
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
  readonly loyaltyTable: string;
  readonly statisticsTable: string;
};

/** The airline on its DynamoDB tables, by the region, credentials and endpoint of the environment. */
export function createDynamoDbAirline(tables: Tables, logger: Logger): Airline {
  const documents = createDocumentClient();
  const parts = {
    flights: createDynamoDbFlightRepository({ documents, tableName: tables.flightsTable }),
    bookings: createDynamoDbBookingRepository({ documents, tableName: tables.bookingsTable }),
    loyalty: createDynamoDbLoyaltyRepository({ documents, tableName: tables.loyaltyTable }),
    statistics: createDynamoDbStatisticsRepository({ documents, tableName: tables.statisticsTable }),
    clock: systemClock,
    ids: ulidIds,
  };
  return createAirline(parts, logger);
}
