import { bookingsTable } from '@unlith/shared-model/tables';
import { describeFunction, reading } from '../describe-function.ts';
import type { Grant, ServiceDescription } from '../service-description.ts';

const environment = ['BOOKINGS_TABLE'];
const onBookings = (...actions: Grant['actions']): Grant[] => [{ table: 'bookings', actions }];

/** Each write of a transaction is an action of its own: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
const readAndTransact = onBookings('dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem');

/** Bookings, the seats they hold and the receipts of their creation. */
export const bookingsService: ServiceDescription = {
  name: 'bookings',
  tables: [{ name: 'bookings', environmentVariable: 'BOOKINGS_TABLE', ...bookingsTable }],
  functions: [
    // Gets the receipt; puts booking and receipt, updates the inventory.
    describeFunction(new URL('create-booking.ts', import.meta.url), {
      routeKeys: ['POST /api/bookings'],
      auth: 'jwt',
      environment: [...environment, 'FLIGHTS_API_URL'],
      grants: readAndTransact,
    }),
    describeFunction(new URL('list-bookings.ts', import.meta.url), {
      routeKeys: reading('/api/bookings'),
      auth: 'jwt',
      environment,
      grants: onBookings('dynamodb:Query'),
    }),
    describeFunction(new URL('get-booking.ts', import.meta.url), {
      routeKeys: reading('/api/bookings/{bookingId}'),
      auth: 'jwt',
      environment,
      grants: onBookings('dynamodb:GetItem'),
    }),
    // Gets and puts the booking, updates the inventory.
    describeFunction(new URL('change-booking.ts', import.meta.url), {
      routeKeys: ['PATCH /api/bookings/{bookingId}'],
      auth: 'jwt',
      environment,
      grants: readAndTransact,
    }),
    // As change-booking: a cancelled booking is put, not deleted.
    describeFunction(new URL('cancel-booking.ts', import.meta.url), {
      routeKeys: ['DELETE /api/bookings/{bookingId}'],
      auth: 'jwt',
      environment,
      grants: readAndTransact,
    }),
    describeFunction(new URL('get-availability.ts', import.meta.url), {
      routeKeys: reading('/api/flights/{flightId}/availability'),
      auth: 'none',
      environment,
      grants: onBookings('dynamodb:GetItem'),
    }),
    // Draws a barcode: processor time comes with memory.
    describeFunction(new URL('get-boarding-pass.ts', import.meta.url), {
      routeKeys: reading('/api/bookings/{bookingId}/boarding-pass'),
      auth: 'jwt',
      memoryMiB: 1024,
      environment,
      grants: onBookings('dynamodb:GetItem'),
    }),
  ],
};
