export type { Booking, Inventory, Passenger, PayWith } from './booking.ts';
export { systemClock } from './clock.ts';
export type { List } from './cursor.ts';
export {
  DomainError,
  type ErrorCode,
  type ErrorKind,
  errorCatalogue,
  type Violation,
} from './domain-error.ts';
export {
  createDynamoDbBookingRepository,
  createDynamoDbFlightRepository,
  createDynamoDbLoyaltyRepository,
  createDynamoDbStatisticsRepository,
} from './dynamodb/repositories.ts';
export type { Table } from './dynamodb/table.ts';
export type { Flight } from './flight.ts';
export { ulidIds } from './ids.ts';
export type { Account, Accrual, Balance, LedgerEntry } from './loyalty.ts';
export type { AccrualMovement, LoyaltyRepository, Movement, Posting } from './loyalty-ports.ts';
export { createLoyaltyProgram } from './loyalty-program.ts';
export { createMemoryRepositories, type Repositories } from './memory/repositories.ts';
export type { Payment } from './payment.ts';
export type {
  BookingRepository,
  Clock,
  FlightDirectory,
  FlightRepository,
  FlightSearch,
  Ids,
  InsertOutcome,
  LoyaltyProgram,
  Page,
  PageRequest,
  PaymentRepository,
  PointsOrder,
  Receipt,
  RefundOrder,
  ReplaceOutcome,
  Stale,
} from './ports.ts';
export type { Share, Statistics, Totals } from './statistics.ts';
export type { ShareMovement, StatisticsRepository } from './statistics-ports.ts';
export { accruePoints } from './use-cases/accrue-points.ts';
export { type CancelBooking, cancelBooking } from './use-cases/cancel-booking.ts';
export { type ChangeBooking, changeBooking } from './use-cases/change-booking.ts';
export { type CreateBooking, createBooking } from './use-cases/create-booking.ts';
export { type DebitPoints, debitPoints } from './use-cases/debit-points.ts';
export { type FindFlights, findFlights } from './use-cases/find-flights.ts';
export { type GetAccount, getAccount } from './use-cases/get-account.ts';
export { type GetAvailability, getAvailability } from './use-cases/get-availability.ts';
export { type BoardingPass, type GetBoardingPass, getBoardingPass } from './use-cases/get-boarding-pass.ts';
export { type GetBooking, getBooking } from './use-cases/get-booking.ts';
export { type GetFlight, getFlight } from './use-cases/get-flight.ts';
export { type GetStatistics, getStatistics } from './use-cases/get-statistics.ts';
export { type ListBookings, listBookings } from './use-cases/list-bookings.ts';
export { type ListEntries, listEntries } from './use-cases/list-entries.ts';
export { recordStatistics } from './use-cases/record-statistics.ts';
export { type RefundPoints, refundPoints } from './use-cases/refund-points.ts';
export { settlePayments } from './use-cases/settle-payments.ts';
export { admitsVersion, formatVersionTag } from './version-tag.ts';
