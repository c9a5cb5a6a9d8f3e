import { bookingsService } from './bookings/service.ts';
import { flightsService } from './flights/service.ts';
import { loyaltyService } from './loyalty/service.ts';
import type { ServiceDescription } from './service-description.ts';
import { statisticsService } from './statistics/service.ts';

export { bookingsService } from './bookings/service.ts';
export { flightsService } from './flights/service.ts';
export { loyaltyService } from './loyalty/service.ts';
export type {
  EventName,
  FunctionDescription,
  Grant,
  Publication,
  ServiceDescription,
  ServiceTable,
} from './service-description.ts';
export { statisticsService } from './statistics/service.ts';

/** All services of the airline, in the order in which they may be deployed. Loads neither handlers nor the AWS SDK. */
export const services: readonly ServiceDescription[] = [
  flightsService,
  loyaltyService,
  bookingsService,
  statisticsService,
];
