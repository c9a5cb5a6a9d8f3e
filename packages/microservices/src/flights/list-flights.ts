import { findFlights, systemClock } from '@unlith/shared-model';
import { listFlights } from '@unlith/shared-model/dynamodb';
import { openTable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import { json } from '../http/reply.ts';
import { queryOf } from '../http/request.ts';

export const createHandler = (deps: Parameters<typeof findFlights>[0]) =>
  answering(async (event) => json(await findFlights(deps, { query: queryOf(event) })));

export const handler = createHandler({
  flights: { listFlights: listFlights(openTable('FLIGHTS_TABLE')) },
  clock: systemClock,
});
