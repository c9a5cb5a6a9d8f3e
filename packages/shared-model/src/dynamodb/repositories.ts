import type { LoyaltyRepository } from '../loyalty-ports.ts';
import type { BookingRepository, FlightRepository } from '../ports.ts';
import type { StatisticsRepository } from '../statistics-ports.ts';
import { findBooking } from './find-booking.ts';
import { findFlight } from './find-flight.ts';
import { findInventory } from './find-inventory.ts';
import { findReceipt } from './find-receipt.ts';
import { insertBooking } from './insert-booking.ts';
import { listBookings } from './list-bookings.ts';
import { listFlights } from './list-flights.ts';
import { findAccount } from './loyalty/find-account.ts';
import { findPosting } from './loyalty/find-posting.ts';
import { listEntries } from './loyalty/list-entries.ts';
import { moveAccrual } from './loyalty/move-accrual.ts';
import { openAccount } from './loyalty/open-account.ts';
import { post } from './loyalty/post.ts';
import { closePayment } from './payments/close-payment.ts';
import { findPayment } from './payments/find-payment.ts';
import { giveUpPayment } from './payments/give-up-payment.ts';
import { listPendingPayments } from './payments/list-pending-payments.ts';
import { openPayment } from './payments/open-payment.ts';
import { replaceBooking } from './replace-booking.ts';
import { findTotals } from './statistics/find-totals.ts';
import { moveShare } from './statistics/move-share.ts';
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
  findPayment: findPayment(table),
  openPayment: openPayment(table),
  giveUpPayment: giveUpPayment(table),
  closePayment: closePayment(table),
  listPendingPayments: listPendingPayments(table),
});

/** All accounts in a table described by `loyaltyTable`. */
export const createDynamoDbLoyaltyRepository = (table: Table): LoyaltyRepository => ({
  findAccount: findAccount(table),
  openAccount: openAccount(table),
  listEntries: listEntries(table),
  findPosting: findPosting(table),
  post: post(table),
  moveAccrual: moveAccrual(table),
});

/** All flights' totals in a table described by `statisticsTable`. */
export const createDynamoDbStatisticsRepository = (table: Table): StatisticsRepository => ({
  findTotals: findTotals(table),
  moveShare: moveShare(table),
});
