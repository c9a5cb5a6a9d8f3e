import { getAvailability } from '@unlith/shared-model';
import { findInventory } from '@unlith/shared-model/dynamodb';
import { openTable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import { json } from '../http/reply.ts';
import { pathParameter } from '../http/request.ts';

export const createHandler = (deps: Parameters<typeof getAvailability>[0]) =>
  answering(async (event) =>
    json(await getAvailability(deps, { flightId: pathParameter(event, 'flightId') })),
  );

export const handler = createHandler({
  bookings: { findInventory: findInventory(openTable('BOOKINGS_TABLE')) },
});
