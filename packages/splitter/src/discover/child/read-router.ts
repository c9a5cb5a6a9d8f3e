import type {
  DiscoveredRouter,
  HandlerName,
  Registration,
  RoutePath,
  RouteRegistration,
  Site,
  UseRegistration,
} from '../../express-app.ts';
import {
  type ExpressApplication,
  type ExpressLayer,
  type ExpressRouter,
  isRouter,
} from './express-objects.ts';
import type { Registrations } from './registrations.ts';

export interface RouterReaderDeps {
  readonly registrations: Registrations;
  readonly staticRoots: WeakMap<object, string>;
  /** Place of a layer that nobody was seen to register. */
  readonly unknownSite: Site;
}

/** Reads routers as Express asks them; a router that is mounted twice is one object. Sub-apps are collected on the way. */
export function createRouterReader({ registrations, staticRoots, unknownSite }: RouterReaderDeps) {
  const known = new Map<object, DiscoveredRouter>();
  const applications: ExpressApplication[] = [];

  function readApplication(app: ExpressApplication): DiscoveredRouter {
    if (!applications.includes(app)) applications.push(app);
    const router = routerOf(app);
    return router ? readRouter(router) : { strict: false, caseSensitive: false, registrations: [] };
  }

  function readRouter(router: ExpressRouter): DiscoveredRouter {
    const before = known.get(router);
    if (before) return before;
    const list: Registration[] = [];
    const discovered = {
      strict: Boolean(router.strict),
      caseSensitive: Boolean(router.caseSensitive),
      registrations: list,
    };
    known.set(router, discovered);
    const params = [...(registrations.params.get(router) ?? [])];
    for (const layer of router.stack) {
      const { order = 0, byExpress = false } = registrations.layers.get(layer) ?? {};
      while (params[0] && params[0].order < order) list.push(toParam(params.shift() as (typeof params)[0]));
      if (layer.route) list.push(...readRoute(layer));
      else if (!byExpress) list.push(...readUse(layer));
    }
    list.push(...params.map(toParam));
    return discovered;
  }

  function toParam({ name, site = unknownSite }: { name: string; site?: Site | undefined }): Registration {
    return { kind: 'param', site, name };
  }

  function readUse(layer: ExpressLayer): UseRegistration[] {
    const { path = '/', site = unknownSite, subApp } = registrations.layers.get(layer) ?? {};
    const mounted = subApp
      ? readApplication(subApp)
      : isRouter(layer.handle)
        ? readRouter(layer.handle)
        : undefined;
    const staticRoot = staticRoots.get(layer.handle);
    return toPaths(path).map((path) => ({
      kind: 'use',
      site,
      path,
      handler: toHandlerName(layer.handle),
      ...(mounted && { mounted }),
      ...(staticRoot && { staticRoot }),
    }));
  }

  /** One registration for each call on the route, path and method; a call for all methods is one with `ANY`. */
  function readRoute(layer: ExpressLayer): RouteRegistration[] {
    const calls = new Map<unknown, ExpressLayer[]>();
    for (const inner of layer.route?.stack ?? []) {
      const call = callKey(registrations.layers.get(inner)?.site);
      calls.set(call, [...(calls.get(call) ?? []), inner]);
    }
    const paths = toPaths(registrations.layers.get(layer)?.path ?? layer.route?.path);
    return [...calls.values()].flatMap((layers) => {
      const [first] = layers;
      const site = (first && registrations.layers.get(first)?.site) ?? unknownSite;
      return toMethods(layers).flatMap(({ method, handlers }) =>
        paths.map((path) => ({ kind: 'route' as const, site, method, path, handlers })),
      );
    });
  }

  return { readApplication, applications };
}

/** `app.all` registers every method that Node knows, one after the other, from one place. */
const leastMethodsOfAll = 20;

function toMethods(layers: readonly ExpressLayer[]): { method: string; handlers: HandlerName[] }[] {
  const byMethod = new Map<string, HandlerName[]>();
  for (const { method, handle } of layers) {
    const name = method?.toUpperCase() ?? 'ANY';
    byMethod.set(name, [...(byMethod.get(name) ?? []), toHandlerName(handle)]);
  }
  const methods = [...byMethod].map(([method, handlers]) => ({ method, handlers }));
  const [first] = methods;
  return first && methods.length >= leastMethodsOfAll
    ? [{ method: 'ANY', handlers: first.handlers }]
    : methods;
}

function routerOf(app: ExpressApplication): ExpressRouter | undefined {
  if (app._router) return app._router;
  try {
    return app.router;
  } catch {
    return undefined; // Express 4, and nothing registered.
  }
}

function callKey(site: Site | undefined): string {
  return site ? `${site.file}:${site.line}:${site.column}` : '';
}

function toPaths(path: unknown): RoutePath[] {
  if (Array.isArray(path)) return path.flat(Number.POSITIVE_INFINITY).flatMap(toPaths);
  return [path instanceof RegExp ? { regexp: String(path) } : String(path)];
}

function toHandlerName(handle: { readonly name: string; readonly length: number }): HandlerName {
  return { name: handle.name || '<anonymous>', handlesErrors: handle.length === 4 };
}
