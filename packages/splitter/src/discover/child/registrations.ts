import { METHODS } from 'node:http';
import type { Site } from '../../express-app.ts';
import { findCaller } from './call-site.ts';
import {
  type ExpressApplication,
  type ExpressLayer,
  isApplication,
  type Methods,
} from './express-objects.ts';

/** What Express forgets about a registration: who made it, and the path as it was written. */
export interface Registered {
  /** Counts registrations of the whole process. */
  readonly order: number;
  readonly path: unknown;
  /** Absent if Express did it by itself, or no file could be told. */
  readonly site: Site | undefined;
  readonly byExpress: boolean;
  readonly subApp?: ExpressApplication | undefined;
}

export interface RegisteredParam {
  readonly order: number;
  readonly name: string;
  readonly site: Site | undefined;
}

/**
 * Keeps, for every layer that any copy of Express makes, where it came from. The order and the shape of routers are read
 * from Express itself afterwards, so that an app which reorders its layers is read as it answers.
 */
export class Registrations {
  readonly layers = new WeakMap<object, Registered>();
  readonly params = new WeakMap<object, RegisteredParam[]>();
  /** By place. */
  readonly late = new Map<string, Site>();
  /** From here on registrations are late. */
  loaded = false;
  #order = 0;
  #byExpress = false;
  /** Sub-apps which the running `app.use` is about to wrap, in order. */
  #subApps: ExpressApplication[] = [];

  patchRouter(router: Methods): void {
    wrap(router, 'use', (original, self, values) => {
      const path = pathOf(values);
      const mounts = values.some((value) => typeof value === 'function' && value.name === 'mounted_app');
      return this.#recordLayers(original, self, values, {
        path,
        subApp: mounts ? this.#subApps.shift() : undefined,
      });
    });
    wrap(router, 'route', (original, self, values) =>
      this.#recordLayers(original, self, values, { path: values[0] }),
    );
    wrap(router, 'param', (original, self, values) => {
      const site = this.#findSite();
      const params = this.params.get(self) ?? [];
      if (typeof values[0] === 'string') params.push({ order: this.#order++, name: values[0], site });
      this.params.set(self, params);
      return original.apply(self, values);
    });
  }

  patchRoute(route: Methods): void {
    for (const method of [...METHODS.map((name) => name.toLowerCase()), 'all']) {
      wrap(route, method, (original, self, values) =>
        this.#recordLayers(original, self, values, { path: (self as { path?: unknown }).path }),
      );
    }
  }

  patchApplication(application: Methods): void {
    wrap(application, 'use', (original, self, values) => {
      const outer = this.#subApps;
      this.#subApps = values.flat(Number.POSITIVE_INFINITY).filter(isApplication);
      try {
        return original.apply(self, values);
      } finally {
        this.#subApps = outer;
      }
    });
    // Express 4 begins every app's router with two layers of its own.
    wrap(application, 'lazyrouter', (original, self, values) => {
      this.#byExpress = true;
      try {
        return original.apply(self, values);
      } finally {
        this.#byExpress = false;
      }
    });
  }

  #recordLayers(
    original: Method,
    self: object,
    values: unknown[],
    facts: Pick<Registered, 'path' | 'subApp'>,
  ): unknown {
    const { stack } = self as { stack: ExpressLayer[] };
    const before = stack.length;
    const result = original.apply(self, values);
    const registered = { ...facts, order: this.#order++, site: this.#findSite(), byExpress: this.#byExpress };
    for (const layer of stack.slice(before)) this.layers.set(layer, registered);
    return result;
  }

  #findSite(): Site | undefined {
    if (this.#byExpress) return undefined;
    const site = findCaller()?.site;
    if (this.loaded && site) this.late.set([site.file, site.line, site.column].join(), site);
    return site;
  }
}

type Method = Methods[string];

function wrap(
  target: Methods,
  name: string,
  around: (original: Method, self: object, values: unknown[]) => unknown,
): void {
  const original = target[name];
  if (!original) return;
  target[name] = function (...values) {
    return around(original, this, values);
  };
}

/** `use` takes its path as an option: Express looks at the first leaf of the first argument. */
function pathOf([first]: unknown[]): unknown {
  const leaf = Array.isArray(first) ? first.flat(Number.POSITIVE_INFINITY)[0] : first;
  return typeof leaf === 'function' ? '/' : first;
}
