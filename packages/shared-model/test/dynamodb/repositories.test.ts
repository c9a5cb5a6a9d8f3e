import { afterAll, beforeAll, describe, it } from 'vitest';
import { createDynamoDbBookingRepository, createDynamoDbFlightRepository } from '../../src/index.ts';
import { createSeed, seedTables } from '../../src/seed/index.ts';
import { bookingsTable, flightsTable } from '../../src/tables.ts';
import { describeBookingRepository } from '../booking-repository-contract.ts';
import { describeFlightRepository } from '../flight-repository-contract.ts';
import { findDatabase, startDatabase } from './embedded-database.ts';

const binary = findDatabase();

if (!binary) {
  it.skip(`DynamoDB: @dynoxide/linux-x64 does not run on ${process.platform} ${process.arch}`);
} else {
  describe('DynamoDB', () => {
    let database: Awaited<ReturnType<typeof startDatabase>>;
    let flights: string;
    let bookings: string;

    beforeAll(async () => {
      database = await startDatabase(binary);
      [flights, bookings] = [
        await database.createTable(flightsTable),
        await database.createTable(bookingsTable),
      ];
      const target = { documents: database.documents, flightsTable: flights, bookingsTable: bookings };
      await seedTables(target, createSeed({ firstDay: '2026-11-22' }));
    });
    afterAll(() => database.close());

    describeFlightRepository(async () =>
      createDynamoDbFlightRepository({ documents: database.documents, tableName: flights }),
    );
    describeBookingRepository(async (inventories) => {
      const { documents } = database;
      const tableName = await database.createTable(bookingsTable);
      await seedTables(
        { documents, flightsTable: flights, bookingsTable: tableName },
        { flights: [], inventories },
      );
      return createDynamoDbBookingRepository({ documents, tableName });
    });
  });
}
