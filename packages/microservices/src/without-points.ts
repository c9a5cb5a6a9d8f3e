import type { ServiceDescription } from './service-description.ts';

/**
 * Bookings as a stage without loyalty runs them: card only, no sweep, and nothing of what payments in points need.
 * Goes when infra deploys `allServices`.
 */
export const withoutPoints = ({ publishes: _, ...service }: ServiceDescription): ServiceDescription => ({
  ...service,
  tables: service.tables.map(({ stream: _, ...table }) => table),
  functions: service.functions
    .filter(({ routeKeys }) => routeKeys.length > 0)
    .map((description) => ({
      ...description,
      calls: [],
      environment: description.environment.filter((variable) => variable !== 'LOYALTY_API_URL'),
      grants: description.grants.map((grant) => ({
        ...grant,
        actions: grant.actions.filter((action) => action !== 'dynamodb:DeleteItem'),
      })),
    })),
});
