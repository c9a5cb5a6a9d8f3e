import type { ExpressApp, RoutePath, Site } from '../express-app.ts';
import type { PathPattern } from '../plan/paths/path-pattern.ts';
import { createRouteTable, type PlacedRegistration, type PlacedRouter } from '../plan/route-table.ts';

/** A route as `unlith routes` shows it. */
export interface RouteRow {
  /** `GET`, or `ANY`. */
  readonly method: string;
  /** With the paths of its mounts before it; a RegExp as `/^\/x/`. */
  readonly path: string;
  /** Names of all that Express asks for it, in order: middleware before it, of every router on the way, then its own handlers. */
  readonly chain: readonly string[];
  /** Names of its own handlers alone. */
  readonly handlers: readonly string[];
  /** Paths of the mounts that it is reached by, from the outside. */
  readonly mounts: readonly string[];
  /** Those of its parameters that a `param` handler takes care of. */
  readonly params: readonly string[];
  readonly site: Site;
}

/** What stands above a router. */
interface Outside {
  readonly mounts: readonly string[];
  readonly middleware: readonly Placed<'use'>[];
  readonly params: readonly string[];
}

type Placed<Kind> = Extract<PlacedRegistration, { kind: Kind }>;

/** The routes of an app, flat, in the order in which Express asks them: that of `SplitPlan.routes`, too. */
export function listRoutes(app: ExpressApp): RouteRow[] {
  return listRouter(createRouteTable(app).root, { mounts: [], middleware: [], params: [] });
}

function listRouter({ registrations }: PlacedRouter, outside: Outside): RouteRow[] {
  const names = registrations.flatMap(({ registration }) =>
    registration.kind === 'param' ? [registration.name] : [],
  );
  // A router's `param` handlers see the parameters of its own paths, those of mounts included, whatever the order.
  const paramsOf = (path: RoutePath) => [...outside.params, ...names.filter((name) => hasParam(path, name))];
  const middleware = [...outside.middleware];
  return registrations.flatMap((placed) => {
    if (placed.kind === 'param') return [];
    const { path } = placed.registration;
    const params = paramsOf(path);
    if (placed.kind === 'route') return [toRow(placed, { ...outside, middleware, params })];
    if (!placed.mounted) {
      middleware.push(placed);
      return [];
    }
    return listRouter(placed.mounted, { mounts: [...outside.mounts, format(path)], middleware, params });
  });
}

function toRow({ route, registration, patterns }: Placed<'route'>, outside: Outside): RouteRow {
  const { method, path } = route;
  const handlers = registration.handlers.map(({ name }) => name);
  const before = outside.middleware
    .filter((each) => !each.registration.handler.handlesErrors)
    .filter((each) => each.patterns.some((prefix) => patterns.some((pattern) => meet(pattern, prefix))))
    .map((each) => each.registration.handler.name);
  const { mounts, params } = outside;
  return {
    method,
    path,
    chain: [...before, ...handlers],
    handlers,
    mounts,
    params,
    site: registration.site,
  };
}

/** Whether one request could match both, as far as patterns tell. */
function meet(one: PathPattern, other: PathPattern): boolean {
  const [shorter, longer] = one.segments.length <= other.segments.length ? [one, other] : [other, one];
  if (longer.segments.length > shorter.segments.length && !shorter.tail) return false;
  return shorter.segments.every((segment, index) => {
    const against = longer.segments[index];
    if (segment.kind !== 'literal' || against?.kind !== 'literal') return true;
    const isOpen = index === shorter.segments.length - 1 && shorter.tail?.kind === 'open';
    return isOpen || segment.text.toLowerCase() === against.text.toLowerCase();
  });
}

function hasParam(path: RoutePath, name: string): boolean {
  return typeof path === 'string' && new RegExp(`[:*]"?${name}(?!\\w)`).test(path);
}

function format(path: RoutePath): string {
  return typeof path === 'string' ? path : path.regexp;
}
