import { changeBooking, systemClock, ulidIds } from '@unlith/shared-model';
import {
  closePayment,
  findBooking,
  giveUpPayment,
  openPayment,
  replaceBooking,
} from '@unlith/shared-model/dynamodb';
import { openTable, readVariable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import { jsonBody } from '../http/json-body.ts';
import { customerOf, pathParameter } from '../http/request.ts';
import { bookingReply } from './booking-reply.ts';
import { createHttpLoyaltyProgram } from './http-loyalty-program.ts';

export const createHandler = (deps: Parameters<typeof changeBooking>[0]) =>
  answering(async (event) =>
    bookingReply(
      await changeBooking(deps, {
        customerId: customerOf(event),
        bookingId: pathParameter(event, 'bookingId'),
        input: jsonBody(event),
        ifMatch: event.headers['if-match'],
      }),
    ),
  );

const table = openTable('BOOKINGS_TABLE');

export const handler = createHandler({
  bookings: {
    findBooking: findBooking(table),
    replaceBooking: replaceBooking(table),
    openPayment: openPayment(table),
    giveUpPayment: giveUpPayment(table),
    closePayment: closePayment(table),
  },
  program: createHttpLoyaltyProgram({ baseUrl: () => readVariable('LOYALTY_API_URL') }),
  clock: systemClock,
  ids: ulidIds,
});
