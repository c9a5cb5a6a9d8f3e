import { services } from '@unlith/microservices';
import { lithDescription } from '@unlith/monolith/description';
import type { NotCompared, Scenario } from '@unlith/parity';
import { boardingPassScenarios } from './boarding-pass.ts';
import { bookingScenarios } from './bookings.ts';
import { flightScenarios } from './flights.ts';
import { loyaltyScenarios } from './loyalty.ts';
import { pageScenarios } from './pages.ts';
import { protocolScenarios } from './protocol.ts';
import { refusalScenarios } from './refusals.ts';

// The airline's suite, in the form that `unlith parity --suite` loads.

export const scenarios: readonly Scenario[] = [
  ...flightScenarios,
  ...bookingScenarios,
  ...boardingPassScenarios,
  ...loyaltyScenarios,
  ...refusalScenarios,
  ...protocolScenarios,
  ...pageScenarios,
];

/** Every route: those of the API, and the pages'. */
export const routes: readonly string[] = [
  ...services.flatMap(({ functions }) => functions.flatMap(({ routeKeys }) => routeKeys)),
  ...lithDescription.pageRouteKeys,
];

/** Everything is compared. */
export const notCompared: readonly NotCompared[] = [];

export { acceptedDivergences as accepted } from './accepted-divergences.ts';
