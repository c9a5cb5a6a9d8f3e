/**
 * An Express app as it stands after loading: what `discover` found, and all that planning knows of its routes.
 * Paths of files are absolute here; what is written for others is relative to {@link ExpressApp.root}.
 */
export interface ExpressApp {
  /** Directory of the nearest `package.json` above the entry: what the app's relative paths mean on Lambda, too. */
  readonly root: string;
  readonly entry: string;
  /** How the entry hands out its app: an export's name and whether it is a factory, or the app that it calls `listen` on. */
  readonly export:
    | { readonly kind: 'value' | 'factory'; readonly name: string }
    | { readonly kind: 'listen' };
  /** `5.3.0` */
  readonly expressVersion: string;
  /** The app's own router, and below it everything that is mounted. */
  readonly router: DiscoveredRouter;
  readonly settings: AppSettings;
  /** The app's own files (outside `node_modules`) that were loaded, and those that functions can load later, sorted. */
  readonly modules: readonly string[];
  /** `require(expression)` and `import(expression)` by the app's own files, which no bundler can follow. */
  readonly dynamicRequires: readonly DynamicRequire[];
  /** What the app did while loading that a function of its own would do again. */
  readonly effects: readonly LoadEffect[];
  /** Files and directories that the app and its packages looked at while it loaded. */
  readonly reads: readonly FileRead[];
  /** Registrations that came after loading had ended. */
  readonly lateRegistrations: readonly Site[];
}

/** Settings of the app that say what else a function needs. */
export interface AppSettings {
  /** `app.get('views')`, absolute; several if the app has several. */
  readonly views: readonly string[];
  /** `app.get('view engine')`, e.g. `ejs`. */
  readonly viewEngine: string | undefined;
  /** Extensions registered with `app.engine`, without the dot. */
  readonly engines: readonly string[];
}

/** A router, an app's own router or a mounted sub-app's. */
export interface DiscoveredRouter {
  readonly strict: boolean;
  readonly caseSensitive: boolean;
  /** In the order in which Express asks them. */
  readonly registrations: readonly Registration[];
}

export type Registration = RouteRegistration | UseRegistration | ParamRegistration;

/** `router.get(path, …)`, `router.route(path).get(…)`, `router.all(path, …)`: one call site, one route a path and method. */
export interface RouteRegistration {
  readonly kind: 'route';
  readonly site: Site;
  /** `GET`, or `ANY` for `all`. */
  readonly method: string;
  /** As written; a RegExp is an object, and cannot become a route key. */
  readonly path: RoutePath;
  readonly handlers: readonly HandlerName[];
}

/** `router.use(path, …)`: middleware, or a mounted router. A call with several of them is several registrations of one site. */
export interface UseRegistration {
  readonly kind: 'use';
  readonly site: Site;
  readonly path: RoutePath;
  readonly handler: HandlerName;
  /** The router or sub-app that is mounted here. */
  readonly mounted?: DiscoveredRouter;
  /** Directory that `express.static` serves here, absolute. */
  readonly staticRoot?: string;
}

/** `router.param(name, …)`. */
export interface ParamRegistration {
  readonly kind: 'param';
  readonly site: Site;
  readonly name: string;
}

export type RoutePath = string | { readonly regexp: string };

/** `requireCustomer`, or `<anonymous>`; four parameters make error middleware. */
export interface HandlerName {
  readonly name: string;
  readonly handlesErrors: boolean;
}

/**
 * Where a call stands in the source as written: the start of the property that is called, `get` in `router.get(…)`; for a computed
 * one, `router[verb](…)`, the end of the bracket; for a plain call or `new`, its start.
 */
export interface Site {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

export interface DynamicRequire {
  /** Place of the call. */
  readonly site: Site;
  /** Absolute file that was loaded. */
  readonly resolved: string;
  /** It was not: a function may, once it runs. */
  readonly lazy?: true;
}

/** Something with a life beyond requests, seen while the app loaded. */
export interface LoadEffect {
  readonly kind: LoadEffectKind;
  /** The call in the app's own files that led to it. */
  readonly site: Site;
  /** `setInterval`, `process.on('SIGTERM')`, `express-session MemoryStore` */
  readonly what: string;
}

export interface FileRead {
  /** Absolute, the app's root or below it, and outside of `node_modules`. */
  readonly path: string;
  /** A directory, of which it was asked what it holds. */
  readonly listed?: true;
  /** The call in the app's own files that led to it, or a package's own that did by itself. */
  readonly site: Site;
}

export type LoadEffectKind =
  | 'timer'
  | 'process-listener'
  | 'listen'
  | 'upgrade-listener'
  | 'memory-session'
  | 'memory-rate-limit';
