import type {
  DiscoveredRouter,
  ExpressApp,
  HandlerName,
  RoutePath,
  RouteRegistration,
  Site,
} from '../express-app.ts';

/** A route as `unlith routes` shows it. */
export interface RouteRow {
  /** `GET`, or `ANY`. */
  readonly method: string;
  /** With the paths of its mounts before it; a RegExp as `/^\/x/`. */
  readonly path: string;
  /** Names of what Express asks for it, in order: middleware of every router on the way, then its own handlers. */
  readonly chain: readonly string[];
  readonly handlers: readonly string[];
  /** Paths of the mounts that it is reached by, from the outside. */
  readonly mounts: readonly string[];
  /** Names of its parameters that a `param` handler takes care of. */
  readonly params: readonly string[];
  readonly site: Site;
}

interface Outside {
  readonly mounts: readonly RoutePath[];
  readonly middleware: readonly Middleware[];
  readonly routers: readonly DiscoveredRouter[];
}

interface Middleware {
  readonly path: RoutePath;
  readonly handler: HandlerName;
}

/** The routes of an app, flat, in the order in which Express asks them. */
export function listRoutes(app: ExpressApp): RouteRow[] {
  return listRouter(app.router, { mounts: [], middleware: [], routers: [] });
}

function listRouter(router: DiscoveredRouter, outside: Outside): RouteRow[] {
  if (outside.routers.includes(router)) return []; // Mounted below itself.
  const params = router.registrations.flatMap((each) => (each.kind === 'param' ? [each.name] : []));
  const middleware = [...outside.middleware];
  return router.registrations.flatMap((each) => {
    if (each.kind === 'param') return [];
    if (each.kind === 'route') return [toRow(each, { ...outside, middleware }, params)];
    if (!each.mounted) {
      middleware.push({ path: each.path, handler: each.handler });
      return [];
    }
    const mounts = [...outside.mounts, each.path];
    return listRouter(each.mounted, { mounts, middleware, routers: [...outside.routers, router] });
  });
}

function toRow(route: RouteRegistration, outside: Outside, params: readonly string[]): RouteRow {
  const handlers = route.handlers.map(({ name }) => name);
  const path = joinPaths([...outside.mounts, route.path]);
  return {
    method: route.method,
    path,
    chain: [
      ...outside.middleware
        .filter(({ handler }) => !handler.handlesErrors)
        .map(({ handler }) => handler.name),
      ...handlers,
    ],
    handlers,
    mounts: outside.mounts.map(formatPath),
    params: params.filter((name) => new RegExp(`[:*]${name}(?!\\w)`).test(path)),
    site: route.site,
  };
}

function joinPaths(paths: readonly RoutePath[]): string {
  const joined = paths
    .map(formatPath)
    .filter((path) => path !== '/')
    .join('');
  return joined === '' ? '/' : joined;
}

function formatPath(path: RoutePath): string {
  return typeof path === 'string' ? path : path.regexp;
}
