export type { Booking, Inventory, Passenger } from './booking.ts';
export { systemClock } from './clock.ts';
export type { List } from './cursor.ts';
export {
  DomainError,
  type ErrorCode,
  type ErrorKind,
  errorCatalogue,
  type Violation,
} from './domain-error.ts';
export { createDynamoDbBookingRepository, createDynamoDbFlightRepository } from './dynamodb/repositories.ts';
export type { Table } from './dynamodb/table.ts';
export type { Flight } from './flight.ts';
export { ulidIds } from './ids.ts';
export { createMemoryBookingRepository } from './memory/booking-repository.ts';
export { createMemoryFlightRepository } from './memory/flight-repository.ts';
export type {
  BookingRepository,
  Clock,
  FlightDirectory,
  FlightRepository,
  FlightSearch,
  Ids,
  InsertOutcome,
  Page,
  PageRequest,
  Receipt,
  ReplaceOutcome,
} from './ports.ts';
export { type CancelBooking, cancelBooking } from './use-cases/cancel-booking.ts';
export { type ChangeBooking, changeBooking } from './use-cases/change-booking.ts';
export { type CreateBooking, createBooking } from './use-cases/create-booking.ts';
export { type FindFlights, findFlights } from './use-cases/find-flights.ts';
export { type GetAvailability, getAvailability } from './use-cases/get-availability.ts';
export { type BoardingPass, type GetBoardingPass, getBoardingPass } from './use-cases/get-boarding-pass.ts';
export { type GetBooking, getBooking } from './use-cases/get-booking.ts';
export { type GetFlight, getFlight } from './use-cases/get-flight.ts';
export { type ListBookings, listBookings } from './use-cases/list-bookings.ts';
export { admitsVersion, formatVersionTag } from './version-tag.ts';
