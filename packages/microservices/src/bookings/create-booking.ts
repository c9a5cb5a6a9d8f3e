import { createBooking, systemClock, ulidIds } from '@unlith/shared-model';
import {
  closePayment,
  findPayment,
  findReceipt,
  giveUpPayment,
  insertBooking,
  openPayment,
} from '@unlith/shared-model/dynamodb';
import { openTable, readVariable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import { jsonBody } from '../http/json-body.ts';
import { customerOf } from '../http/request.ts';
import { createdReply } from './booking-reply.ts';
import { createHttpFlightDirectory } from './http-flight-directory.ts';
import { createHttpLoyaltyProgram } from './http-loyalty-program.ts';

export const createHandler = (deps: Parameters<typeof createBooking>[0]) =>
  answering(async (event) =>
    createdReply(
      await createBooking(deps, {
        customerId: customerOf(event),
        input: jsonBody(event),
        idempotencyKey: event.headers['idempotency-key'],
      }),
    ),
  );

const table = openTable('BOOKINGS_TABLE');

export const handler = createHandler({
  bookings: {
    findReceipt: findReceipt(table),
    insertBooking: insertBooking(table),
    findPayment: findPayment(table),
    openPayment: openPayment(table),
    giveUpPayment: giveUpPayment(table),
    closePayment: closePayment(table),
  },
  flights: createHttpFlightDirectory({ baseUrl: readVariable('FLIGHTS_API_URL') }),
  program: createHttpLoyaltyProgram({ baseUrl: () => readVariable('LOYALTY_API_URL') }),
  clock: systemClock,
  ids: ulidIds,
});
