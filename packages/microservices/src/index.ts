import { bookingsService } from './bookings/service.ts';
import { flightsService } from './flights/service.ts';
import type { ServiceDescription } from './service-description.ts';

export { bookingsService } from './bookings/service.ts';
export { flightsService } from './flights/service.ts';
export type { FunctionDescription, Grant, ServiceDescription, ServiceTable } from './service-description.ts';

/** All services of the airline, in the order in which they may be deployed. Loads neither handlers nor the AWS SDK. */
export const services: readonly ServiceDescription[] = [flightsService, bookingsService];
