import {
  type BookingRepository,
  type Clock,
  createDynamoDbBookingRepository,
  createDynamoDbFlightRepository,
  type FlightRepository,
  type Ids,
  systemClock,
  ulidIds,
} from '@unlith/shared-model';
import { createDocumentClient } from '@unlith/shared-model/dynamodb';

/** What the use cases work with. Bookings ask `flights` directly: in the lith another domain is a method call away. */
export type Airline = {
  readonly flights: FlightRepository;
  readonly bookings: BookingRepository;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** Names of the DynamoDB tables; `@unlith/shared-model/tables` describes their keys. */
export type Tables = { readonly flightsTable: string; readonly bookingsTable: string };

/** The airline on its DynamoDB tables, by the region, credentials and endpoint of the environment. */
export function createDynamoDbAirline({ flightsTable, bookingsTable }: Tables): Airline {
  const documents = createDocumentClient();
  return {
    flights: createDynamoDbFlightRepository({ documents, tableName: flightsTable }),
    bookings: createDynamoDbBookingRepository({ documents, tableName: bookingsTable }),
    clock: systemClock,
    ids: ulidIds,
  };
}
