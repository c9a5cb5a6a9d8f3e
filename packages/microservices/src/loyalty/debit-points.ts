import { debitPoints, systemClock, ulidIds } from '@unlith/shared-model';
import { findAccount, openAccount, post } from '@unlith/shared-model/dynamodb';
import { openTable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import { jsonBody } from '../http/json-body.ts';
import { json } from '../http/reply.ts';
import { pathParameter } from '../http/request.ts';
import { behindRestApi } from '../http/rest-event.ts';

export const createHandler = (deps: Parameters<typeof debitPoints>[0]) =>
  behindRestApi(
    answering(async (event) => {
      const customerId = pathParameter(event, 'customerId');
      return json(await debitPoints(deps, { customerId, input: jsonBody(event) }));
    }),
  );

const table = openTable('LOYALTY_TABLE');

export const handler = createHandler({
  loyalty: { findAccount: findAccount(table), openAccount: openAccount(table), post: post(table) },
  clock: systemClock,
  ids: ulidIds,
});
