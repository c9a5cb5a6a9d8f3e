import { departureOf, type Flight } from '../flight.ts';
import type { FlightRepository, FlightSearch } from '../ports.ts';
import { pageOf } from './page.ts';

/** A schedule held in memory; starts with the given flights. */
export function createMemoryFlightRepository(flights: readonly Flight[] = []): FlightRepository {
  const schedule = flights
    .map((flight) => ({ flight, position: departureOf(flight) }))
    .sort((a, b) => (a.position < b.position ? -1 : 1));
  return {
    findFlight: async (flightId) => flights.find((flight) => flight.flightId === flightId),
    listFlights: async (search, page) => {
      const found = schedule.filter(({ flight }) => matches(search, flight));
      return pageOf(
        found.map(({ flight }) => flight),
        departureOf,
        page,
      );
    },
  };
}

function matches({ from, to, date }: FlightSearch, flight: Flight): boolean {
  return (
    (from === undefined || flight.from === from) &&
    (to === undefined || flight.to === to) &&
    (date === undefined || flight.departsAt.startsWith(date))
  );
}
