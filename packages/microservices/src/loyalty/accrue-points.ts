import { accruePoints, systemClock, ulidIds } from '@unlith/shared-model';
import { moveAccrual, openAccount } from '@unlith/shared-model/dynamodb';
import { openTable } from '../environment.ts';
import { consumingBookings } from '../events/consuming-bookings.ts';

export const createHandler = (deps: Parameters<typeof accruePoints>[0]) =>
  consumingBookings((event) => accruePoints(deps, event));

const table = openTable('LOYALTY_TABLE');

export const handler = createHandler({
  loyalty: { moveAccrual: moveAccrual(table), openAccount: openAccount(table) },
  clock: systemClock,
  ids: ulidIds,
});
