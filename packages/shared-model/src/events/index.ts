/** The airline's events: what goes on the bus, and how a pipe makes it of a table's stream. Loads no SDK. */
export { type BookingRecorded, parseBookingRecorded, recordBooking } from './booking-recorded.ts';
export { bookingFilter, bookingInputTemplate, bookingRecorded } from './booking-stream.ts';
