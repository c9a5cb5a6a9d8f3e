import { cancelBooking, systemClock } from '@unlith/shared-model';
import { findBooking, replaceBooking } from '@unlith/shared-model/dynamodb';
import { openTable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import { noContent } from '../http/reply.ts';
import { customerOf, pathParameter } from '../http/request.ts';

export const createHandler = (deps: Parameters<typeof cancelBooking>[0]) =>
  answering(async (event) => {
    await cancelBooking(deps, {
      customerId: customerOf(event),
      bookingId: pathParameter(event, 'bookingId'),
      ifMatch: event.headers['if-match'],
    });
    return noContent;
  });

const table = openTable('BOOKINGS_TABLE');

export const handler = createHandler({
  bookings: { findBooking: findBooking(table), replaceBooking: replaceBooking(table) },
  clock: systemClock,
});
