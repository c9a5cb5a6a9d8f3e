import { listBookings } from '@unlith/shared-model';
import { listBookings as queryBookings } from '@unlith/shared-model/dynamodb';
import { openTable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import { json } from '../http/reply.ts';
import { customerOf, queryOf } from '../http/request.ts';

export const createHandler = (deps: Parameters<typeof listBookings>[0]) =>
  answering(async (event) =>
    json(await listBookings(deps, { customerId: customerOf(event), query: queryOf(event) })),
  );

export const handler = createHandler({
  bookings: { listBookings: queryBookings(openTable('BOOKINGS_TABLE')) },
});
