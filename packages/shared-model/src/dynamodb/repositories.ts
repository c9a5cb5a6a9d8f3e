import type { BookingRepository, FlightRepository } from '../ports.ts';
import { findBooking } from './find-booking.ts';
import { findFlight } from './find-flight.ts';
import { findInventory } from './find-inventory.ts';
import { findReceipt } from './find-receipt.ts';
import { insertBooking } from './insert-booking.ts';
import { listBookings } from './list-bookings.ts';
import { listFlights } from './list-flights.ts';
import { replaceBooking } from './replace-booking.ts';
import type { Table } from './table.ts';

/** The whole schedule in a table described by `flightsTable`. */
export const createDynamoDbFlightRepository = (table: Table): FlightRepository => ({
  findFlight: findFlight(table),
  listFlights: listFlights(table),
});

/** All of bookings in a table described by `bookingsTable`. */
export const createDynamoDbBookingRepository = (table: Table): BookingRepository => ({
  findBooking: findBooking(table),
  listBookings: listBookings(table),
  findInventory: findInventory(table),
  findReceipt: findReceipt(table),
  insertBooking: insertBooking(table),
  replaceBooking: replaceBooking(table),
});
