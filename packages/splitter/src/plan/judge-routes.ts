import type { FindingCode } from '../findings/catalogue.ts';
import type { Route } from './route-table.ts';

/** Why a route can have no function by its form alone; undefined if it can. */
export function judgeRoute({
  method,
  routeKeys,
  patterns,
  registration: { path },
}: Route): FindingCode | undefined {
  if (routeKeys.some((key) => /^\w+ \/\{[^/]+\+\}$/.test(key))) return 'split.catch-all';
  if (routeKeys.length > 0) return undefined;
  if (!/^(?:GET|POST|PUT|PATCH|DELETE|HEAD|ANY)$/.test(method)) return 'split.unroutable-method';
  if (typeof path !== 'string') return 'split.regexp-path';
  const partial = patterns.some(
    ({ segments, tail }) => tail?.kind === 'open' || segments.some(({ kind }) => kind === 'partial'),
  );
  return partial ? 'split.partial-segment' : 'split.unroutable-path';
}

/** The first earlier route which takes every request that this one could. */
export function findShadow(route: Route, earlier: readonly Route[]): Route | undefined {
  return earlier.find(
    (other) =>
      other.path !== route.path &&
      (other.method === 'ANY' || other.method === route.method) &&
      (!other.strict || other.path.endsWith('/') === route.path.endsWith('/')) &&
      route.patterns.every((pattern) => other.patterns.some((wider) => covers(wider, pattern, other))),
  );
}

type Pattern = Route['patterns'][number];

function covers(wider: Pattern, narrower: Pattern, { caseSensitive }: Pick<Route, 'caseSensitive'>): boolean {
  if (wider.tail || narrower.tail || wider.segments.length !== narrower.segments.length) return false;
  return wider.segments.every((segment, index) => {
    const other = narrower.segments[index];
    if (segment.kind === 'param') return other?.kind === 'param' || other?.kind === 'literal';
    if (segment.kind !== 'literal' || other?.kind !== 'literal') return false;
    return (
      segment.text === other.text ||
      (!caseSensitive && segment.text.toLowerCase() === other.text.toLowerCase())
    );
  });
}
