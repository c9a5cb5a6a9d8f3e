import { DomainError } from '../domain-error.ts';
import type { Flight } from '../flight.ts';
import { isUlid } from '../ids.ts';
import type { FlightDirectory } from '../ports.ts';

/** `flightId`: any text. */
export type GetFlight = { readonly flightId: string };

/** One flight of the schedule. `flight.not-found`, also for a malformed id. */
export async function getFlight(
  { flights }: { flights: FlightDirectory },
  { flightId }: GetFlight,
): Promise<Flight> {
  const flight = isUlid(flightId) ? await flights.findFlight(flightId) : undefined;
  if (!flight) throw new DomainError('flight.not-found', 'There is no such flight.');
  return flight;
}
