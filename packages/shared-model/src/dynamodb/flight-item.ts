import { departureOf, type Flight } from '../flight.ts';

/** A flight as stored: with the keys of the indexes `by-route` and `by-day`. */
export const toFlightItem = (flight: Flight) => ({
  ...flight,
  route: routeOf(flight.from, flight.to),
  departureDate: flight.departsAt.slice(0, 'YYYY-MM-DD'.length),
  departure: departureOf(flight),
});

export type FlightItem = ReturnType<typeof toFlightItem>;

export function fromFlightItem({ route, departureDate, departure, ...flight }: FlightItem): Flight {
  return flight;
}

export const routeOf = (from: string, to: string): string => `${from}#${to}`;
