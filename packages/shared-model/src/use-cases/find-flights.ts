import { type List, parseCursor, toList } from '../cursor.ts';
import { departureOf, type Flight, isDeparture } from '../flight.ts';
import { flightsQuery } from '../input/fields.ts';
import { parseQuery, type Query } from '../input/parse-input.ts';
import type { Clock, FlightRepository, FlightSearch } from '../ports.ts';

/** `query`: `from`, `to` (IATA codes), `date` (YYYY-MM-DD), `limit` (1 to 100, default 20) and `cursor`. */
export type FindFlights = { readonly query: Query };

/**
 * Departures in their order: those of a route on one day or on any, else those of a day (today in UTC unless said),
 * from or to an airport. `input.invalid`, `cursor.invalid`.
 */
export async function findFlights(
  { flights, clock }: { flights: Pick<FlightRepository, 'listFlights'>; clock: Pick<Clock, 'now'> },
  { query }: FindFlights,
): Promise<List<Flight>> {
  const { limit, cursor, ...wanted } = parseQuery(flightsQuery, query);
  const search = planSearch(wanted, clock.now());
  const list = ['flights', search.from, search.to, search.date];
  const after = cursor && parseCursor(list, cursor, (text) => isDeparture(text, search.date));
  const page = await flights.listFlights(search, { limit, after });
  return toList(page, list, departureOf);
}

type Wanted = { from?: string | undefined; to?: string | undefined; date?: string | undefined };

function planSearch({ from, to, date }: Wanted, now: Date): FlightSearch {
  if (from && to) return { by: 'route', from, to, date };
  return { by: 'day', date: date ?? now.toISOString().slice(0, 'YYYY-MM-DD'.length), from, to };
}
