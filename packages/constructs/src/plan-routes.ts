import type { Manifest } from '@unlith/splitter/manifest';
import { headOf, overlap } from './route-key.ts';
import { SplitApiError } from './split-api-error.ts';

/** Where a route goes: back to the lith, to its extracted function, or to whatever a native placement is. */
export type PlacementTarget<Native> = 'lith' | 'extracted' | Native;

/** A route key of the API and who answers it: a function of the manifest, by its name, or a native one. */
export interface PlannedRoute<Native> {
  readonly routeKey: string;
  readonly target: string | { readonly native: Native };
}

/**
 * Decides which route keys the API has. Without placements, the manifest's own; with them, every route stays in the lith,
 * behind `$default`, unless it is placed elsewhere. A placement names a route as Express has it (`GET /api/bookings/:bookingId`)
 * or one of its route keys; a `GET` takes its `HEAD` along unless that is placed by itself.
 *
 * @throws {SplitApiError} for a placement that names no route, is no place, or asks for an extracted function that the split
 *   did not make.
 */
export function planRoutes<Native>(
  manifest: Manifest,
  placements?: Readonly<Record<string, PlacementTarget<Native>>>,
): PlannedRoute<Native>[] {
  const own = new Map(
    manifest.functions.flatMap(({ name, routeKeys }) =>
      routeKeys.map((routeKey) => [routeKey, name] as const),
    ),
  );
  own.set('$default', manifest.fallback);
  if (placements === undefined) return [...own].map(([routeKey, target]) => ({ routeKey, target }));
  if ('$default' in placements)
    throw new SplitApiError('$default is the lith itself: place its routes instead.');
  const placed = resolveByRoute(manifest, placements);
  const moved = [...placed].flatMap(([routeKey, target]): PlannedRoute<Native>[] =>
    target === 'lith' ? [] : [{ routeKey, target: resolveTarget(routeKey, target, own, manifest.fallback) }],
  );
  const kept = listKeptBehind(
    manifest,
    moved.map(({ routeKey }) => routeKey),
  );
  return [...moved, ...[...kept, '$default'].map((routeKey) => ({ routeKey, target: manifest.fallback }))];
}

/**
 * What is said by route id or route key, by route key alone. A key that is named by itself outweighs the route, and the `GET`,
 * to which it belongs.
 *
 * @throws {SplitApiError} for a name of no route.
 */
export function resolveByRoute<Value>(
  { functions, routes }: Manifest,
  values: Readonly<Record<string, Value>>,
): Map<string, Value> {
  const known = new Set([...functions, ...routes].flatMap(({ routeKeys }) => routeKeys));
  const implied = new Map<string, Value>();
  const named = new Map<string, Value>();
  for (const [name, value] of Object.entries(values)) {
    const ofRoute = routes.find(({ id }) => id === name)?.routeKeys ?? [];
    for (const routeKey of [...ofRoute, ...listHead(name, known)]) implied.set(routeKey, value);
    if (known.has(name)) named.set(name, value);
    else if (ofRoute.length === 0) throw new SplitApiError(describeUnknown(name, routes));
  }
  return new Map([...implied, ...named]);
}

const listHead = (routeKey: string, known: ReadonlySet<string>): string[] =>
  known.has(routeKey) ? [headOf(routeKey) ?? ''].filter((head) => known.has(head)) : [];

function resolveTarget<Native>(
  routeKey: string,
  target: 'extracted' | Native,
  own: ReadonlyMap<string, string>,
  fallback: string,
): PlannedRoute<Native>['target'] {
  if (typeof target !== 'string') return { native: target };
  if (target !== 'extracted')
    throw new SplitApiError(
      `${routeKey} is placed "${target}": place it "lith" or "extracted", or give a function of your own.`,
    );
  const name = own.get(routeKey);
  if (name === undefined || name === fallback) {
    throw new SplitApiError(
      `${routeKey} is placed "extracted", but the split left it in the lith: see keptBecause in the manifest, or place it "lith".`,
    );
  }
  return name;
}

/** Route keys of the lith for which API Gateway would otherwise choose a less specific key that has left it. */
function listKeptBehind({ routes }: Manifest, moved: readonly string[]): string[] {
  const left = new Set(moved);
  const kept = routes.flatMap(({ routeKeys }) => routeKeys).filter((routeKey) => !left.has(routeKey));
  return [...new Set(kept)].filter((routeKey) => moved.some((other) => overlap(routeKey, other)));
}

const describeUnknown = (name: string, routes: Manifest['routes']): string =>
  `"${name}" names no route of the split, which has ${routes.map(({ id }) => id).join(', ')}.`;
