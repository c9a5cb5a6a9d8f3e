import { type PathTemplate, parseExpressPath, parseRouteKeyPath } from './path-template.ts';
import { createRandom } from './random.ts';
import { createSample, type KnownValues } from './sample.ts';

/** A route as a manifest names it; nothing else is known of it. */
export interface RouteToPlay {
  /** Method and path as Express has them: `GET /api/bookings/:bookingId`. */
  readonly id: string;
  /** `GET /api/bookings/{bookingId}`; none for a path that API Gateway cannot express. */
  readonly routeKeys: readonly string[];
}

/** The method, and a template for each path that the route keys name; without any, one of Express's path. */
export function parseRoute({ id, routeKeys }: RouteToPlay): { method: string; templates: PathTemplate[] } {
  const [method, path] = split(id.replace(/#\d+$/, ''));
  const paths = [...new Set(routeKeys.map((routeKey) => split(routeKey)[1]))].filter(Boolean);
  return { method, templates: paths.length > 0 ? paths.map(parseRouteKeyPath) : [parseExpressPath(path)] };
}

function split(text: string): [method: string, path: string] {
  const space = text.indexOf(' ');
  return [text.slice(0, space), text.slice(space + 1)];
}

/** By plausible path: what a `method-…` step must not take for a method that nobody has. */
export function listMethodsByPath(
  routes: readonly RouteToPlay[],
  known: KnownValues,
): Map<string, Set<string>> {
  const methods = new Map<string, Set<string>>();
  const random = createRandom('');
  for (const route of routes) {
    const { method, templates } = parseRoute(route);
    for (const template of templates) {
      const { path } = createSample(template, { known, random });
      methods.set(path, (methods.get(path) ?? new Set()).add(method));
    }
  }
  return methods;
}

/** `GET /api/bookings/:bookingId` -> `get.api-bookings-bookingid`; a name that is taken gets a number. */
export function toScenarioName(id: string, names: Set<string>): string {
  const [method, path] = split(id);
  const slug =
    path
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'root';
  const base = `${method.toLowerCase()}.${slug}`;
  let name = base;
  for (let number = 2; names.has(name); number++) name = `${base}-${number}`;
  names.add(name);
  return name;
}
