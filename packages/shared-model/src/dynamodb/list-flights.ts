import type { FlightRepository, FlightSearch } from '../ports.ts';
import { type FlightItem, fromFlightItem, routeOf } from './flight-item.ts';
import { type PagedQuery, queryPage } from './query-page.ts';
import type { Table } from './table.ts';

/** dynamodb:Query on the flights indexes by-route and by-day. */
export const listFlights =
  (table: Table): FlightRepository['listFlights'] =>
  async (search, { limit, after }) => {
    const { partition, ...query } = search.by === 'route' ? onRoute(search) : onDay(search);
    const flightId = after?.split('#')[1];
    const start = after && { ExclusiveStartKey: { ...partition, departure: after, flightId } };
    const { items, hasMore } = await queryPage<FlightItem>(table, { ...query, ...start }, limit);
    return { items: items.map(fromFlightItem), hasMore };
  };

type Search<By> = Extract<FlightSearch, { by: By }>;
type IndexQuery = PagedQuery & { readonly partition: Record<string, string> };

function onRoute({ from, to, date }: Search<'route'>): IndexQuery {
  const route = routeOf(from, to);
  return {
    IndexName: 'by-route',
    partition: { route },
    KeyConditionExpression: `route = :route${date ? ' AND begins_with(departure, :date)' : ''}`,
    ExpressionAttributeValues: { ':route': route, ...(date && { ':date': date }) },
  };
}

function onDay({ date, from, to }: Search<'day'>): IndexQuery {
  const airport = from ?? to;
  return {
    IndexName: 'by-day',
    partition: { departureDate: date },
    KeyConditionExpression: 'departureDate = :date',
    ExpressionAttributeValues: { ':date': date, ...(airport && { ':airport': airport }) },
    ...(airport && {
      FilterExpression: '#end = :airport',
      ExpressionAttributeNames: { '#end': from ? 'from' : 'to' },
    }),
  };
}
