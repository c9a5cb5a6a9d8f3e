/**
 * Chooses the most specific route for a request; the order of creation does not matter.
 *
 * Three tiers: routes that match the full path, then greedy ones, then `$default`. Inside a tier a route that names
 * the method goes before `ANY`, then segment by segment from the left a literal before `{x}` before `{x+}`.
 * Paths are compared with case, and a trailing slash is a segment of its own.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
import { type RouteKey, routeMethods, type Segment, splitPath } from './route-key.ts';

export interface SelectedRoute<Route> {
  readonly route: Route;
  /** Values of the path variables, as they stand in the (decoded) path. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

export interface Routed {
  readonly key: RouteKey;
}

/** Orders the routes once, so that the first match is the most specific one. */
export function createRouteSelection<Route extends Routed>(
  routes: readonly Route[],
): (method: string, path: string) => SelectedRoute<Route> | undefined {
  const ordered = routes.toSorted((a, b) => compareKeys(a.key, b.key));
  return (method, path) => {
    if (!routeMethods.some((known) => known === method)) return undefined;
    const segments = splitPath(path);
    for (const route of ordered) {
      const pathParameters = matchRoute(route.key, method, segments);
      if (pathParameters) return { route, pathParameters };
    }
    return undefined;
  };
}

function matchRoute(
  key: RouteKey,
  method: string,
  path: readonly string[],
): Record<string, string> | undefined {
  if (key.method === undefined) return {};
  if (key.method !== 'ANY' && key.method !== method) return undefined;
  return matchSegments(key.segments, path);
}

/** Values of the path variables; `undefined` when the path is another one. */
export function matchSegments(
  segments: readonly Segment[],
  path: readonly string[],
): Record<string, string> | undefined {
  const isGreedy = segments.at(-1)?.kind === 'greedy';
  if (isGreedy ? path.length < segments.length : path.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = path[index] ?? '';
    if (segment.kind === 'greedy') parameters[segment.name] = path.slice(index).join('/');
    else if (segment.kind === 'variable' && value !== '') parameters[segment.name] = value;
    else if (segment.kind !== 'literal' || segment.text !== value) return undefined;
  }
  return parameters;
}

function compareKeys(a: RouteKey, b: RouteKey): number {
  return tier(a) - tier(b) || methodRank(a) - methodRank(b) || compareSegments(a.segments, b.segments);
}

function tier({ method, segments }: RouteKey): number {
  if (method === undefined) return 2;
  return segments.at(-1)?.kind === 'greedy' ? 1 : 0;
}

function methodRank({ method }: RouteKey): number {
  return method === 'ANY' ? 1 : 0;
}

const rank: Readonly<Record<Segment['kind'], number>> = { literal: 0, variable: 1, greedy: 2 };

/** From the left a literal goes before `{x}`, and that before `{x+}`. */
export function compareSegments(a: readonly Segment[], b: readonly Segment[]): number {
  for (const [index, segment] of a.entries()) {
    const other = b[index];
    if (!other) break;
    const difference = rank[segment.kind] - rank[other.kind];
    if (difference !== 0) return difference;
  }
  return b.length - a.length;
}
