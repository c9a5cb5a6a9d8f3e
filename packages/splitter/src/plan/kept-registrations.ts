import type { Site } from '../express-app.ts';
import { overlaps } from './paths/overlap.ts';
import type { PathPattern } from './paths/path-pattern.ts';
import { type KeySegments, parseRouteKey } from './paths/route-key.ts';
import type { PlacedRegistration, PlacedRouter } from './route-table.ts';

/**
 * Which registrations a function must keep: all that could have a say in a request that its route keys bring. API Gateway chooses the
 * most specific key, Express the first registration; the earlier one stays with the later, so both come to the same answer.
 */
export interface KeptRegistrations {
  /** Sites that go, by {@link siteId}: nothing that was registered there can match. */
  readonly cut: readonly Site[];
  /** Registrations that stay. */
  readonly kept: ReadonlySet<PlacedRegistration>;
}

export function findKeptRegistrations(
  root: PlacedRouter,
  routeKeys: readonly string[],
  options: { readonly anyMethod: boolean },
): KeptRegistrations {
  const keys = routeKeys.map(parseRouteKey);
  const kept = new Set<PlacedRegistration>();
  const sites = new Map<string, { readonly site: Site; kept: boolean }>();
  visit(root, true);
  return { cut: [...sites.values()].filter((entry) => !entry.kept).map(({ site }) => site), kept };

  /** Whether anything in the router can take part; a router that is not reached loses its middleware and params, too. */
  function visit(router: PlacedRouter, reached: boolean): boolean {
    const answers = router.registrations.map((placed) => placed.kind !== 'param' && decide(placed, reached));
    const needed = answers.some(Boolean);
    for (const placed of router.registrations) if (placed.kind === 'param') mark(placed, needed);
    return needed;
  }

  function decide(placed: Exclude<PlacedRegistration, { kind: 'param' }>, reached: boolean): boolean {
    const meets =
      reached && keys.some((key) => meetsMethod(placed, key.method) && meetsPath(placed.patterns, key));
    const needed =
      placed.kind === 'use' && placed.mounted
        ? visit(placed.mounted, meets) || (meets && isApp(placed))
        : meets;
    mark(placed, needed);
    return needed;
  }

  function mark(placed: PlacedRegistration, needed: boolean): void {
    if (needed) kept.add(placed);
    const { site } = placed.registration;
    const entry = sites.get(siteId(site));
    if (!entry) sites.set(siteId(site), { site, kept: needed });
    else entry.kept ||= needed;
  }

  function meetsMethod(placed: PlacedRegistration, method: string): boolean {
    if (placed.kind !== 'route' || options.anyMethod) return true;
    return method === 'ANY' || answersMethod(placed.route.method, method);
  }
}

export function siteId({ file, line, column }: Site): string {
  return `${file}:${line}:${column}`;
}

function answersMethod(routeMethod: string, method: string): boolean {
  return routeMethod === 'ANY' || routeMethod === method || (routeMethod === 'GET' && method === 'HEAD');
}

function meetsPath(patterns: readonly PathPattern[], key: KeySegments): boolean {
  return patterns.some((pattern) => overlaps(key, pattern));
}

/** A mounted app, unlike a router, touches requests that it does not answer: it sets `x-powered-by`. */
function isApp(placed: PlacedRegistration): boolean {
  return placed.kind === 'use' && placed.registration.handler.name === 'mounted_app';
}
