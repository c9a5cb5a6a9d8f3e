import { formatVersionTag, getFlight } from '@unlith/shared-model';
import { findFlight } from '@unlith/shared-model/dynamodb';
import { openTable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import { json } from '../http/reply.ts';
import { pathParameter } from '../http/request.ts';

export const createHandler = (deps: Parameters<typeof getFlight>[0]) =>
  answering(async (event) => {
    const flight = await getFlight(deps, { flightId: pathParameter(event, 'flightId') });
    return json(flight, { etag: formatVersionTag(flight.version) });
  });

export const handler = createHandler({ flights: { findFlight: findFlight(openTable('FLIGHTS_TABLE')) } });
