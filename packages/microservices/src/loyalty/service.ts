import { bookingRecorded } from '@unlith/shared-model/events';
import { loyaltyTable } from '@unlith/shared-model/tables';
import { describeFunction, reading } from '../describe-function.ts';
import type { Grant, ServiceDescription } from '../service-description.ts';
import { privateRoutes } from './private-routes.ts';

const environment = ['LOYALTY_TABLE'];
const onLoyalty = (...actions: Grant['actions']): Grant[] => [{ table: 'loyalty', actions }];

/** Reads account or guard; puts guard, entry and, at first hearing, the account; updates the account. */
const readAndTransact = onLoyalty('dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem');

/** Points and their ledger. Others spend by its private API and earn by their events. */
export const loyaltyService: ServiceDescription = {
  name: 'loyalty',
  tables: [{ name: 'loyalty', environmentVariable: 'LOYALTY_TABLE', ...loyaltyTable }],
  functions: [
    // Both readers open the account of a customer whom loyalty has not heard of.
    describeFunction(new URL('get-account.ts', import.meta.url), {
      routeKeys: reading('/api/loyalty'),
      auth: 'jwt',
      environment,
      grants: onLoyalty('dynamodb:GetItem', 'dynamodb:PutItem'),
    }),
    describeFunction(new URL('list-entries.ts', import.meta.url), {
      routeKeys: reading('/api/loyalty/entries'),
      auth: 'jwt',
      environment,
      grants: onLoyalty('dynamodb:Query', 'dynamodb:PutItem'),
    }),
    describeFunction(new URL('debit-points.ts', import.meta.url), {
      privateRouteKeys: [privateRoutes.debits],
      environment,
      grants: readAndTransact,
    }),
    describeFunction(new URL('refund-points.ts', import.meta.url), {
      privateRouteKeys: [privateRoutes.refunds],
      environment,
      grants: readAndTransact,
    }),
    describeFunction(new URL('accrue-points.ts', import.meta.url), {
      consumes: { ...bookingRecorded, batchSize: 10, maxConcurrency: 5 },
      // Six times as long a message stays hidden when its consumer dies.
      timeoutSeconds: 3,
      environment,
      // Puts accrual, entry and, at first hearing, the account; updates the account. A refused put tells what is there.
      grants: onLoyalty('dynamodb:PutItem', 'dynamodb:UpdateItem'),
    }),
  ],
};
