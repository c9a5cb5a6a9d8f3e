import { bookingRecorded } from '@unlith/shared-model/events';
import { statisticsTable } from '@unlith/shared-model/tables';
import { describeFunction, reading } from '../describe-function.ts';
import type { ServiceDescription } from '../service-description.ts';

const environment = ['STATISTICS_TABLE'];

/** What is sold of each flight: a subscriber that no publisher knows of. */
export const statisticsService: ServiceDescription = {
  name: 'statistics',
  tables: [{ name: 'statistics', environmentVariable: 'STATISTICS_TABLE', ...statisticsTable }],
  functions: [
    describeFunction(new URL('get-statistics.ts', import.meta.url), {
      routeKeys: reading('/api/flights/{flightId}/statistics'),
      environment,
      grants: [{ table: 'statistics', actions: ['dynamodb:GetItem'] }],
    }),
    describeFunction(new URL('record-statistics.ts', import.meta.url), {
      consumes: { ...bookingRecorded, batchSize: 10, maxConcurrency: 5 },
      // Six times as long a message stays hidden when its consumer dies.
      timeoutSeconds: 3,
      environment,
      // Puts what the booking adds, updates the totals. A refused put tells what is there.
      grants: [{ table: 'statistics', actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'] }],
    }),
  ],
};
