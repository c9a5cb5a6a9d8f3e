import type {
  DiscoveredRouter,
  ExpressApp,
  Registration,
  RoutePath,
  RouteRegistration,
  UseRegistration,
} from '../express-app.ts';
import { parsePath } from './paths/parse-path.ts';
import { joinPatterns, type PathPattern } from './paths/path-pattern.ts';
import { createSpelling, type RouteKeyPath, toRouteKeyPath, toRouteKeys } from './paths/route-key.ts';

/** The app's routers once more, each path made a pattern of the whole path from the app's root. */
export interface RouteTable {
  readonly root: PlacedRouter;
  /** In the order in which Express asks them. */
  readonly routes: readonly Route[];
}

export interface PlacedRouter {
  readonly registrations: readonly PlacedRegistration[];
}

export type PlacedRegistration =
  | {
      readonly kind: 'route';
      readonly registration: RouteRegistration;
      readonly patterns: readonly PathPattern[];
      readonly route: Route;
    }
  | {
      readonly kind: 'use';
      readonly registration: UseRegistration;
      readonly patterns: readonly PathPattern[];
      readonly mounted?: PlacedRouter;
    }
  | { readonly kind: 'param'; readonly registration: Registration };

export interface Route {
  /** `GET /api/bookings/:bookingId`; `#2` after it for a second of the same. */
  readonly id: string;
  readonly method: string;
  /** As Express has it, mounts included. */
  readonly path: string;
  readonly registration: RouteRegistration;
  readonly patterns: readonly PathPattern[];
  /** Empty if no route key can say it. */
  readonly routeKeys: readonly string[];
  /** Whether its router tells letters' case and trailing slashes apart. */
  readonly caseSensitive: boolean;
  readonly strict: boolean;
  /** Whether it answers to nothing but its route keys: neither to other letter case nor to a slash at the end. */
  readonly exact: boolean;
}

export function createRouteTable(app: ExpressApp): RouteTable {
  const routes: Route[] = [];
  const ids = new Map<string, number>();
  const spell = createSpelling();
  const root = place(app.router, { path: '', patterns: [{ segments: [] }], caseSensitive: true });
  return { root, routes };

  function place(router: DiscoveredRouter, mount: Mount): PlacedRouter {
    return {
      registrations: router.registrations.map((registration) =>
        placeRegistration(registration, router, mount),
      ),
    };
  }

  function placeRegistration(
    registration: Registration,
    router: DiscoveredRouter,
    mount: Mount,
  ): PlacedRegistration {
    if (registration.kind === 'param') return { kind: 'param', registration };
    const path = joinPaths(mount.path, registration.path);
    const patterns = joinAll(mount.patterns, parsePath(registration.path, app.expressVersion));
    const caseSensitive = mount.caseSensitive && router.caseSensitive;
    if (registration.kind === 'use') {
      const below = patterns.map(toPrefix);
      return registration.mounted
        ? {
            kind: 'use',
            registration,
            patterns: below,
            mounted: place(registration.mounted, { path, patterns, caseSensitive }),
          }
        : { kind: 'use', registration, patterns: below };
    }
    const route: Route = {
      id: claimId(`${registration.method} ${path}`),
      method: registration.method,
      path,
      registration,
      patterns,
      routeKeys: listRouteKeys(registration, router, patterns.map(toRouteKeyPath).map(spell)),
      caseSensitive: router.caseSensitive,
      strict: router.strict,
      exact: caseSensitive && router.strict,
    };
    routes.push(route);
    return { kind: 'route', registration, patterns, route };
  }

  function claimId(id: string): string {
    const count = (ids.get(id) ?? 0) + 1;
    ids.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  }
}

interface Mount {
  readonly path: string;
  readonly patterns: readonly PathPattern[];
  /** Whether all routers on the way to it tell letters' case apart. */
  readonly caseSensitive: boolean;
}

function joinAll(mounts: readonly PathPattern[], paths: readonly PathPattern[]): readonly PathPattern[] {
  return mounts.flatMap((mount) => paths.map((path) => joinPatterns(mount, path)));
}

/** `use` matches its path and everything below it. */
function toPrefix(pattern: PathPattern): PathPattern {
  return pattern.tail ? pattern : { segments: pattern.segments, tail: { kind: 'below' } };
}

/** `/api` + `/` -> `/api`: as people would write it. */
function joinPaths(mount: string, path: RoutePath): string {
  const text = typeof path === 'string' ? path : path.regexp;
  return mount === '' || mount === '/'
    ? text || '/'
    : text === '/'
      ? mount
      : `${mount.replace(/\/$/, '')}${text}`;
}

function listRouteKeys(
  { method, path }: RouteRegistration,
  { strict }: DiscoveredRouter,
  paths: readonly (RouteKeyPath | undefined)[],
): readonly string[] {
  // No key ends with a slash, and a strict route with one answers to nothing else.
  if (strict && typeof path === 'string' && path.length > 1 && path.endsWith('/')) return [];
  const complete = paths.filter((keyPath) => keyPath !== undefined);
  return complete.length < paths.length
    ? []
    : [...new Set(complete.flatMap((keyPath) => toRouteKeys(method, keyPath)))];
}
