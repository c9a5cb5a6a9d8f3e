import type {
  DiscoveredRouter,
  ExpressApp,
  ParamRegistration,
  Registration,
  RoutePath,
  RouteRegistration,
  Site,
  UseRegistration,
} from '../../src/express-app.ts';

/** An app of one file, `/app/src/app.js`, whose registrations stand on lines of their own in the order of the calls. */
export function buildApp(
  build: (router: RouterBuilder) => void,
  given: Partial<ExpressApp> = {},
): ExpressApp {
  const builder = new RouterBuilder({ line: 0 });
  build(builder);
  return {
    root: '/app',
    entry: '/app/src/app.js',
    export: { kind: 'value', name: 'default' },
    expressVersion: '5.3.0',
    router: builder.router,
    settings: { views: [], viewEngine: undefined, engines: [] },
    modules: ['/app/src/app.js'],
    dynamicRequires: [],
    effects: [],
    reads: [],
    lateRegistrations: [],
    ...given,
  };
}

export class RouterBuilder {
  readonly registrations: Registration[] = [];
  readonly router: DiscoveredRouter;
  readonly #place: { line: number };

  constructor(place: { line: number }, options: { strict?: boolean } = {}) {
    this.#place = place;
    this.router = {
      strict: options.strict ?? false,
      caseSensitive: false,
      registrations: this.registrations,
    };
  }

  route(method: string, path: RoutePath, site: Site = this.#next()): this {
    const route: RouteRegistration = { kind: 'route', site, method, path, handlers: [] };
    this.registrations.push(route);
    return this;
  }

  use(path: RoutePath, more: Partial<UseRegistration> = {}): this {
    const handler = { name: 'middleware', handlesErrors: false };
    this.registrations.push({ kind: 'use', site: this.#next(), path, handler, ...more });
    return this;
  }

  mount(
    path: RoutePath,
    build: (router: RouterBuilder) => void,
    options: { strict?: boolean; isApp?: boolean } = {},
  ): this {
    const builder = new RouterBuilder(this.#place, options);
    build(builder);
    const handler = { name: options.isApp ? 'mounted_app' : 'router', handlesErrors: false };
    return this.use(path, { handler, mounted: builder.router });
  }

  param(name: string): this {
    const param: ParamRegistration = { kind: 'param', site: this.#next(), name };
    this.registrations.push(param);
    return this;
  }

  #next(): Site {
    this.#place.line += 1;
    return { file: '/app/src/app.js', line: this.#place.line, column: 5 };
  }
}
