import { expect, it } from 'vitest';
import {
  createBooking,
  createDynamoDbBookingRepository,
  getAvailability,
  systemClock,
  ulidIds,
} from '../../src/index.ts';
import { seedTables } from '../../src/seed/index.ts';
import { bookingsTable } from '../../src/tables.ts';
import { ada, airbus, createMemoryAirline, seatsOf } from '../airline.ts';
import { findDatabase, startDatabase } from './embedded-database.ts';

const binary = findDatabase();
const reason = binary ? '' : ` (skipped: no @dynoxide/linux-x64 for ${process.platform} ${process.arch})`;

it.skipIf(!binary)(`sells 50 seats to 200 customers at once: exactly 50 get one${reason}`, async () => {
  const { documents, createTable, close } = await startDatabase(`${binary}`);
  try {
    const tableName = await createTable(bookingsTable);
    const seed = { flights: [], inventories: [seatsOf(airbus, 50)] };
    await seedTables({ documents, flightsTable: 'none', bookingsTable: tableName }, seed);
    const airline = {
      ...createMemoryAirline({ flight: { ...airbus, departsAt: '2999-01-01T00:00:00.000Z' } }),
      bookings: createDynamoDbBookingRepository({ documents, tableName }),
      clock: systemClock,
      ids: ulidIds,
    };
    const input = { flightId: airbus.flightId, passengers: [ada] };
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, customer) =>
        createBooking(airline, { customerId: `customer-${customer}`, input }).then(
          ({ status }) => status,
          ({ code }) => code,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'confirmed')).toHaveLength(50);
    expect(outcomes.filter((outcome) => outcome === 'flight.sold-out')).toHaveLength(150);
    expect(await getAvailability(airline, airbus)).toMatchObject({ available: 0 });
  } finally {
    await close();
  }
});
