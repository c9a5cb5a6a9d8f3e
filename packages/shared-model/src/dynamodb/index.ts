/** One operation an export, so that a function bundles, and its role holds, only what it uses. */
export { createDocumentClient } from './document-client.ts';
export { findBooking } from './find-booking.ts';
export { findFlight } from './find-flight.ts';
export { findInventory } from './find-inventory.ts';
export { findReceipt } from './find-receipt.ts';
export { insertBooking } from './insert-booking.ts';
export { listBookings } from './list-bookings.ts';
export { listFlights } from './list-flights.ts';
export { replaceBooking } from './replace-booking.ts';
export type { Table } from './table.ts';
