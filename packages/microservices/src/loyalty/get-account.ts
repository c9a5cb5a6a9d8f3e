import { getAccount, systemClock, ulidIds } from '@unlith/shared-model';
import { findAccount, openAccount } from '@unlith/shared-model/dynamodb';
import { openTable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import { json } from '../http/reply.ts';
import { customerOf } from '../http/request.ts';

export const createHandler = (deps: Parameters<typeof getAccount>[0]) =>
  answering(async (event) => json(await getAccount(deps, { customerId: customerOf(event) })));

const table = openTable('LOYALTY_TABLE');

export const handler = createHandler({
  loyalty: { findAccount: findAccount(table), openAccount: openAccount(table) },
  clock: systemClock,
  ids: ulidIds,
});
