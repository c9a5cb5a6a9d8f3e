import { Server } from 'node:net';
import type { ExpressApp } from '../../express-app.ts';
import type { ExportedValue } from '../report.ts';
import { type ExpressApplication, isApplication, isRouter } from './express-objects.ts';

export interface FoundApp {
  readonly app: ExpressApplication;
  readonly export: ExpressApp['export'];
}

/** Names under which factories of apps go. They are called without arguments, and nothing else is. */
const factoryName =
  /^(?:create|make|build|get|init|setup|start|bootstrap)?(?:express)?(?:app|application|server)$/i;

/** Values of the entry's exports by name, with CommonJS and its transpiled likeness looked through. */
export function exportsOf(namespace: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  const inner = namespace.default as Record<string, unknown> | undefined;
  const transpiled = typeof inner === 'object' && inner !== null && '__esModule' in inner;
  const named = { ...(typeof inner === 'object' ? inner : undefined), ...(!transpiled && namespace) };
  // `module.exports = app` has the app's own methods as its named exports.
  const names = isApplication(namespace.default) && 'handle' in namespace ? ['default'] : Object.keys(named);
  return new Map(
    names
      .filter((name) => name !== '__esModule' && name !== 'module.exports')
      .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .map((name) => [name, named[name]]),
  );
}

/** An exported app: `default` before `app` before any other name. */
export function findExportedApp(exported: ReadonlyMap<string, unknown>): FoundApp | undefined {
  for (const [name, value] of exported) {
    const app = appOf(value);
    if (app) return { app, export: { kind: 'value', name } };
  }
  return undefined;
}

/** The first of the exported factories, in the same order, that gives an app. */
export async function findMadeApp(exported: ReadonlyMap<string, unknown>): Promise<FoundApp | undefined> {
  for (const [name, value] of exported) {
    if (!isFactory(name, value)) continue;
    const app = appOf(await value());
    if (app) return { app, export: { kind: 'factory', name } };
  }
  return undefined;
}

/** An app, also behind the HTTP server that it was given to. */
export function appOf(value: unknown): ExpressApplication | undefined {
  return value instanceof Server
    ? (value.listeners('request') as unknown[]).find(isApplication)
    : isApplication(value)
      ? value
      : undefined;
}

export function describeExports(exported: ReadonlyMap<string, unknown>): ExportedValue[] {
  return [...exported].map(([name, value]) => ({ name, what: describe(value) }));
}

function rank(name: string): number {
  return name === 'default' ? 0 : name === 'app' ? 1 : 2;
}

function isFactory(name: string, value: unknown): value is () => unknown {
  if (typeof value !== 'function' || isRouter(value) || isClass(value)) return false;
  return name === 'default' || factoryName.test(name);
}

function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}

function describe(value: unknown): string {
  if (isRouter(value)) return 'a Router';
  if (isClass(value)) return 'a class';
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
