import { listEntries, systemClock, ulidIds } from '@unlith/shared-model';
import { openAccount, listEntries as queryEntries } from '@unlith/shared-model/dynamodb';
import { openTable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import { json } from '../http/reply.ts';
import { customerOf, queryOf } from '../http/request.ts';

export const createHandler = (deps: Parameters<typeof listEntries>[0]) =>
  answering(async (event) =>
    json(await listEntries(deps, { customerId: customerOf(event), query: queryOf(event) })),
  );

const table = openTable('LOYALTY_TABLE');

export const handler = createHandler({
  loyalty: { listEntries: queryEntries(table), openAccount: openAccount(table) },
  clock: systemClock,
  ids: ulidIds,
});
