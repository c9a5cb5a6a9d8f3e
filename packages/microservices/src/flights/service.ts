import { flightsTable } from '@unlith/shared-model/tables';
import { describeFunction, reading } from '../describe-function.ts';
import type { ServiceDescription } from '../service-description.ts';

/** The schedule and prices, open to everyone. */
export const flightsService: ServiceDescription = {
  name: 'flights',
  tables: [{ name: 'flights', environmentVariable: 'FLIGHTS_TABLE', ...flightsTable }],
  functions: [
    describeFunction(new URL('list-flights.ts', import.meta.url), {
      routeKeys: reading('/api/flights'),
      auth: 'none',
      environment: ['FLIGHTS_TABLE'],
      grants: [
        { table: 'flights', index: 'by-route', actions: ['dynamodb:Query'] },
        { table: 'flights', index: 'by-day', actions: ['dynamodb:Query'] },
      ],
    }),
    describeFunction(new URL('get-flight.ts', import.meta.url), {
      routeKeys: reading('/api/flights/{flightId}'),
      auth: 'none',
      environment: ['FLIGHTS_TABLE'],
      grants: [{ table: 'flights', actions: ['dynamodb:GetItem'] }],
    }),
  ],
};
