import { bookingFilter, bookingInputTemplate, bookingRecorded } from '@unlith/shared-model/events';
import { bookingsTable } from '@unlith/shared-model/tables';
import { describeFunction, reading } from '../describe-function.ts';
import { privateRoutes } from '../loyalty/private-routes.ts';
import type { Grant, ServiceDescription } from '../service-description.ts';

const environment = ['BOOKINGS_TABLE'];
const onBookings = (...actions: Grant['actions']): Grant[] => [{ table: 'bookings', actions }];

/**
 * Gets and puts booking, receipt or pending payment, updates inventory and payment.
 * Each write of a transaction is an action of its own: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
const readAndTransact = onBookings('dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem');

/** Longer than its flight, its debit and, if the booking then fails, its refund may take, each 5 s. */
const payingSeconds = 20;

const payments = { debits: privateRoutes.debits, refunds: privateRoutes.refunds };

/** Bookings, the seats they hold, the receipts of their creation and the payments under way. */
export const bookingsService: ServiceDescription = {
  name: 'bookings',
  tables: [
    { name: 'bookings', environmentVariable: 'BOOKINGS_TABLE', stream: 'NEW_IMAGE', ...bookingsTable },
  ],
  publishes: {
    ...bookingRecorded,
    table: 'bookings',
    filter: bookingFilter,
    inputTemplate: bookingInputTemplate,
  },
  functions: [
    describeFunction(new URL('create-booking.ts', import.meta.url), {
      routeKeys: ['POST /api/bookings'],
      auth: 'jwt',
      timeoutSeconds: payingSeconds,
      environment: [...environment, 'FLIGHTS_API_URL', 'LOYALTY_API_URL'],
      grants: readAndTransact,
      calls: [payments.debits, payments.refunds],
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
    describeFunction(new URL('change-booking.ts', import.meta.url), {
      routeKeys: ['PATCH /api/bookings/{bookingId}'],
      auth: 'jwt',
      timeoutSeconds: payingSeconds,
      environment: [...environment, 'LOYALTY_API_URL'],
      grants: readAndTransact,
      calls: [payments.debits, payments.refunds],
    }),
    // A cancelled booking is put, not deleted.
    describeFunction(new URL('cancel-booking.ts', import.meta.url), {
      routeKeys: ['DELETE /api/bookings/{bookingId}'],
      auth: 'jwt',
      timeoutSeconds: payingSeconds,
      environment: [...environment, 'LOYALTY_API_URL'],
      grants: readAndTransact,
      calls: [payments.refunds],
    }),
    describeFunction(new URL('get-availability.ts', import.meta.url), {
      routeKeys: reading('/api/flights/{flightId}/availability'),
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
    describeFunction(new URL('sweep-payments.ts', import.meta.url), {
      schedule: 'rate(5 minutes)',
      timeoutSeconds: 60,
      environment: [...environment, 'LOYALTY_API_URL'],
      grants: [
        { table: 'bookings', index: 'pending-payments', actions: ['dynamodb:Query'] },
        ...onBookings('dynamodb:UpdateItem'),
      ],
      calls: [payments.refunds],
    }),
  ],
};
