import { getStatistics } from '@unlith/shared-model';
import { findTotals } from '@unlith/shared-model/dynamodb';
import { openTable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import { json } from '../http/reply.ts';
import { pathParameter } from '../http/request.ts';

export const createHandler = (deps: Parameters<typeof getStatistics>[0]) =>
  answering(async (event) => json(await getStatistics(deps, { flightId: pathParameter(event, 'flightId') })));

export const handler = createHandler({
  statistics: { findTotals: findTotals(openTable('STATISTICS_TABLE')) },
});
