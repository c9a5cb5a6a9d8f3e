import { SplitError } from '../errors.ts';
import type { Layout } from '../split-plan.ts';
import { toName } from './function-names.ts';
import { siteId } from './kept-registrations.ts';
import type { Route } from './route-table.ts';

/** Routes that one function serves. */
export interface RouteGroup {
  /** Given by the layout; else its first route key names it. */
  readonly name?: string;
  readonly routes: readonly Route[];
}

/** Routes that share a line of the source or a route key: they leave together or not at all. */
export function listInseparable(routes: readonly Route[]): readonly (readonly Route[])[] {
  return mergeBy(routes, ({ registration, routeKeys }) => [siteId(registration.site), ...routeKeys]);
}

/** Routes that one line registers come together. */
export function listBySite(routes: readonly Route[]): readonly [Route, ...Route[]][] {
  return mergeBy(routes, ({ registration }) => [siteId(registration.site)]);
}

/** Routes that may leave the lith -> functions. What shares a route key is one function, whatever the layout. */
export function groupRoutes(
  all: readonly Route[],
  free: readonly Route[],
  layout: Layout,
): readonly RouteGroup[] {
  switch (layout.kind) {
    case 'lith':
      return [];
    case 'per-route':
      return listInseparable(free).map((routes) => ({ routes }));
    case 'per-resource':
      return mergeBy(free, (route) => [toResource(route), ...route.routeKeys]).map(([first, ...others]) => ({
        name: toName(toResource(first)),
        routes: [first, ...others],
      }));
    case 'custom':
      return groupAsWritten(all, free, layout.functions);
  }
}

/** Routes that have any label in common come together; groups in the order of their first routes. */
function mergeBy(
  routes: readonly Route[],
  labelsOf: (route: Route) => readonly string[],
): readonly [Route, ...Route[]][] {
  const groups = new Map<string, { routes: Route[]; labels: string[] }>();
  for (const route of routes) {
    const labels = [...labelsOf(route)];
    const merged = new Set(labels.flatMap((label) => groups.get(label) ?? []));
    const group = {
      routes: [...merged].flatMap((other) => other.routes).concat(route),
      labels: [...merged].flatMap((other) => other.labels).concat(labels),
    };
    for (const label of group.labels) groups.set(label, group);
  }
  const position = new Map(routes.map((route, index) => [route, index]));
  const inOrder = (one: Route, other: Route) => (position.get(one) ?? 0) - (position.get(other) ?? 0);
  return [...new Set(groups.values())]
    .map((group) => group.routes.toSorted(inOrder) as [Route, ...Route[]])
    .toSorted(([one], [other]) => inOrder(one, other));
}

/** `/api/v1/bookings/:id` -> `api/v1/bookings`: up to the first static segment that says more than where the API is. */
function toResource({ patterns: [pattern] }: Route): string {
  const literals: string[] = [];
  for (const segment of pattern?.segments ?? []) {
    if (segment.kind !== 'literal') break;
    literals.push(segment.text.toLowerCase());
    if (!/^(?:api|rest|v\d+)$/.test(segment.text)) break;
  }
  return literals.join('/') || 'root';
}

function groupAsWritten(
  routes: readonly Route[],
  free: readonly Route[],
  functions: ReadonlyMap<string, readonly string[]>,
): readonly RouteGroup[] {
  const taken = new Map<string, string>();
  return [...functions]
    .map(([name, wanted]) => {
      const found = wanted.flatMap((text) => findRoutes(routes, text, name));
      for (const key of new Set(found.flatMap(({ routeKeys }) => routeKeys))) {
        const other = taken.get(key);
        if (other)
          throw new SplitError(
            'split.layout',
            `The layout gives ${key} to both ${other} and ${name}: a route key has one function. Name it once.`,
          );
        taken.set(key, name);
      }
      const chosen = new Set(found);
      return { name, routes: free.filter((route) => chosen.has(route)) };
    })
    .filter(({ routes: chosen }) => chosen.length > 0);
}

/** By id, or by one of its route keys: then it is each route of that key. */
function findRoutes(routes: readonly Route[], text: string, name: string): readonly Route[] {
  const found = routes.filter(({ id, routeKeys }) => id === text || routeKeys.includes(text));
  if (found.length > 0) return found;
  throw new SplitError(
    'split.layout',
    `The layout gives ${text} to ${name}, but the app has no such route. List its routes with \`unlith routes\`; the nearest is ${nearest(routes, text)}.`,
  );
}

function nearest(routes: readonly Route[], text: string): string {
  const shared = ({ id }: Route) => [...id].findIndex((character, index) => character !== text[index]);
  return routes.toSorted((one, other) => shared(other) - shared(one))[0]?.id ?? 'none: it has no routes';
}
