import { generaliseToken } from '../report/cause.ts';
import type { FindRouteKey } from '../report/route-table.ts';

/**
 * Makes route keys of the requests themselves: `GET /orders/1042/items/01JD…` counts as `GET /orders/{id}/items/{id}`. After
 * `limit` different ones, further ones count as `$default`: who tries out paths makes no routes.
 */
export function createRouteGuess(limit: number): FindRouteKey {
  const known = new Set<string>();
  return (method, path) => {
    const segments = path.replace(/\?.*$/s, '').split('/');
    const routeKey = `${method} ${segments.map(toTemplate).join('/')}`;
    if (!known.has(routeKey) && known.size >= limit) return '$default';
    known.add(routeKey);
    return routeKey;
  };
}

function toTemplate(segment: string): string {
  return generaliseToken(segment) === '*' ? '{id}' : segment;
}
