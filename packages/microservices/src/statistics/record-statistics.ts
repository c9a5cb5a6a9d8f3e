import { recordStatistics, systemClock } from '@unlith/shared-model';
import { moveShare } from '@unlith/shared-model/dynamodb';
import { openTable } from '../environment.ts';
import { consumingBookings } from '../events/consuming-bookings.ts';

export const createHandler = (deps: Parameters<typeof recordStatistics>[0]) =>
  consumingBookings((event) => recordStatistics(deps, event));

const table = openTable('STATISTICS_TABLE');

export const handler = createHandler({
  statistics: { moveShare: moveShare(table) },
  clock: systemClock,
});
