import type { Scenario } from '@unlith/parity';
import { boardingPassScenarios } from './boarding-pass.ts';
import { bookingScenarios } from './bookings.ts';
import { flightScenarios } from './flights.ts';
import { protocolScenarios } from './protocol.ts';
import { refusalScenarios } from './refusals.ts';

export const scenarios: readonly Scenario[] = [
  ...flightScenarios,
  ...bookingScenarios,
  ...boardingPassScenarios,
  ...refusalScenarios,
  ...protocolScenarios,
];
