import { getBooking } from '@unlith/shared-model';
import { findBooking } from '@unlith/shared-model/dynamodb';
import { openTable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import { customerOf, pathParameter } from '../http/request.ts';
import { bookingReply } from './booking-reply.ts';

export const createHandler = (deps: Parameters<typeof getBooking>[0]) =>
  answering(async (event) =>
    bookingReply(
      await getBooking(deps, { customerId: customerOf(event), bookingId: pathParameter(event, 'bookingId') }),
    ),
  );

export const handler = createHandler({
  bookings: { findBooking: findBooking(openTable('BOOKINGS_TABLE')) },
});
