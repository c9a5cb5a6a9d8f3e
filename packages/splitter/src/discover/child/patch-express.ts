import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Methods } from './express-objects.ts';
import type { LoadEffects } from './load-effects.ts';
import type { Registrations } from './registrations.ts';

export interface PatchedExpress {
  /** By middleware that `express.static` made: the directory which it serves. */
  readonly staticRoots: WeakMap<object, string>;
  /** Of the copy that was loaded first. */
  version: string | undefined;
}

type LoadedModule = { exports: unknown; load(filename: string): void };

/** Patches each copy of Express, of whatever version, at the moment at which it has been loaded. */
export function patchExpress(registrations: Registrations, effects: LoadEffects): PatchedExpress {
  const patched: PatchedExpress = { staticRoots: new WeakMap(), version: undefined };
  const prototype = Module.prototype as unknown as LoadedModule;
  const { load } = prototype;
  prototype.load = function (filename) {
    load.call(this, filename);
    const part = partOf(filename);
    if (part === 'router') registrations.patchRouter(toRouterMethods(this.exports));
    if (part === 'route') registrations.patchRoute((this.exports as { prototype: Methods }).prototype);
    if (part === 'application' && isExpress(this.exports)) {
      registrations.patchApplication(this.exports);
      patched.version ??= readVersion(join(dirname(filename), '..', 'package.json'));
    }
    if (part === 'session') watchMemoryStores(this.exports as SessionModule, effects);
    if (part === 'static') this.exports = rememberRoots(this.exports as StaticFactory, patched.staticRoots);
  };
  return patched;
}

/** Files of Express 4 and 5 by the end of their path. An alias (`npm:express@4`) may give the package any name. */
const parts = {
  router: /[\\/]node_modules[\\/](?:[^\\/]+[\\/]lib[\\/]router|router)[\\/]index\.js$/,
  route: /[\\/]node_modules[\\/](?:[^\\/]+[\\/]lib[\\/]router|router[\\/]lib)[\\/]route\.js$/,
  application: /[\\/]node_modules[\\/][^\\/]+[\\/]lib[\\/]application\.js$/,
  session: /[\\/]node_modules[\\/]express-session[\\/]index\.js$/,
  static: /[\\/]node_modules[\\/]serve-static[\\/]index\.js$/,
};

function partOf(filename: string): keyof typeof parts | undefined {
  return (Object.keys(parts) as (keyof typeof parts)[]).find((part) => parts[part].test(filename));
}

/** Koa, too, has a `lib/application.js`. */
function isExpress(exports: unknown): exports is Methods {
  return typeof (exports as Methods).defaultConfiguration === 'function';
}

/** Express 5 has its methods on `Router.prototype`; in Express 4 the function itself is the prototype of its routers. */
function toRouterMethods(exports: unknown): Methods {
  const { prototype } = exports as { prototype?: Methods };
  return prototype?.use ? prototype : (exports as Methods);
}

type SessionModule = { readonly Store: { readonly prototype: Methods } };

/** `session()` listens to its store: that of a memory store is the moment at which one is put to use. */
function watchMemoryStores({ Store }: SessionModule, effects: LoadEffects): void {
  const { on } = Store.prototype;
  Store.prototype.on = function (...values) {
    if (/memory/i.test(this.constructor.name)) effects.note('memory-session', 'express-session MemoryStore');
    return on?.apply(this, values);
  };
}

type StaticFactory = (root: string, options?: unknown) => object;

function rememberRoots(serveStatic: StaticFactory, roots: WeakMap<object, string>): StaticFactory {
  const remembering: StaticFactory = (root, options) => {
    const middleware = serveStatic(root, options);
    roots.set(middleware, resolve(root));
    return middleware;
  };
  return Object.assign(remembering, serveStatic);
}

function readVersion(packageFile: string): string {
  return (JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version;
}
