import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  createDynamoDbBookingRepository,
  createDynamoDbFlightRepository,
  createDynamoDbLoyaltyRepository,
  createDynamoDbStatisticsRepository,
  type Inventory,
} from '../../src/index.ts';
import { createSeed, seedTables } from '../../src/seed/index.ts';
import {
  bookingsTable,
  flightsTable,
  loyaltyTable,
  statisticsTable,
  type TableDescription,
} from '../../src/tables.ts';
import { describeBookingRepository } from '../booking-repository-contract.ts';
import { describeFlightRepository } from '../flight-repository-contract.ts';
import { describeLoyaltyRepository } from '../loyalty-repository-contract.ts';
import { describePaymentRepository } from '../payment-repository-contract.ts';
import { describeStatisticsRepository } from '../statistics-repository-contract.ts';
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
    const createTable = async (description: TableDescription) => ({
      documents: database.documents,
      tableName: await database.createTable(description),
    });
    const createBookings = async (inventories: readonly Inventory[]) => {
      const table = await createTable(bookingsTable);
      const target = { documents: table.documents, flightsTable: flights, bookingsTable: table.tableName };
      await seedTables(target, { flights: [], inventories });
      return createDynamoDbBookingRepository(table);
    };
    describeBookingRepository(createBookings);
    describePaymentRepository(createBookings);
    describeLoyaltyRepository(async () => createDynamoDbLoyaltyRepository(await createTable(loyaltyTable)));
    describeStatisticsRepository(async () =>
      createDynamoDbStatisticsRepository(await createTable(statisticsTable)),
    );
  });
}
