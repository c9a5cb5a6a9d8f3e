import { createRequire } from 'node:module';
import { Server } from 'node:net';
import { pathToFileURL } from 'node:url';
import type { ExpressApp } from '../../express-app.ts';
import type { ExportedValue } from '../report.ts';
import { type ExpressApplication, isApplication, isRouter } from './express-objects.ts';

export interface FoundApp {
  readonly app: ExpressApplication;
  readonly export: ExpressApp['export'];
}

export type Exported = ReadonlyMap<string, unknown>;

/** Names under which factories of apps go. They are called without arguments, and nothing else is. */
const factoryName =
  /^(?:create|make|build|get|init|setup|start|bootstrap)?(?:express)?(?:app|application|server)$/i;

/** Loads the entry: what it exports, by name, likeliest first. `module.exports` is `default`, unless compiled from ES exports. */
export async function loadExports(entry: string): Promise<Exported> {
  const require = createRequire(entry);
  // tsx cannot `import` a `.cts` file on Node.js 20.
  const namespace = entry.endsWith('.cts') ? require(entry) : await import(pathToFileURL(entry).href);
  const commonJs = require.cache[entry];
  const values = Object.entries(commonJs ? namedExports(commonJs.exports) : namespace);
  return new Map(
    values
      .filter(([name]) => name !== '__esModule')
      .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)),
  );
}

function namedExports(exports: unknown): object {
  const plain = typeof exports === 'object' && exports !== null;
  if (plain && '__esModule' in exports) return exports;
  return plain && Object.keys(exports).length > 0 ? exports : { default: exports };
}

/** An exported app: `default` before `app` before any other name. */
export function findExportedApp(exported: Exported): FoundApp | undefined {
  for (const [name, value] of exported) {
    const app = appOf(value);
    if (app) return { app, export: { kind: 'value', name } };
  }
  return undefined;
}

/** The first of the exported factories, in the same order, that gives an app. */
export async function findMadeApp(exported: Exported): Promise<FoundApp | undefined> {
  for (const [name, value] of exported) {
    if (!isFactory(name, value)) continue;
    const app = appOf(await value());
    if (app) return { app, export: { kind: 'factory', name } };
  }
  return undefined;
}

/** An app, also behind the HTTP server that it was given to. */
function appOf(value: unknown): ExpressApplication | undefined {
  return value instanceof Server
    ? (value.listeners('request') as unknown[]).find(isApplication)
    : isApplication(value)
      ? value
      : undefined;
}

/** Name of an exported Lambda handler that does more than pass its event to a wrapped app. */
export function findOwnHandler(exported: Exported): string | undefined {
  for (const [name, value] of exported) {
    if (!/^(?:handler|lambda|main)$/i.test(name) || typeof value !== 'function') continue;
    if (!(isLambdaHandler in value) && !passesOn.test(Function.prototype.toString.call(value))) return name;
  }
  return undefined;
}

/** What a stand-in for a package that makes Lambda handlers has made. */
const isLambdaHandler = Symbol.for('unlith.lambda-handler');

/** A function of one call: `(event, context) => proxy(server, event, context)`. */
const passesOn =
  /^(?:async\s*)?(?:function\b[^(]*)?(?:\([^)]*\)|\w+)\s*(?:=>\s*)?\{?\s*(?:return\s+)?(?:await\s+)?[\w$.()]+\([^;{}]*\)(?:\.promise)?;?\s*\}?$/;

export function describeExports(exported: Exported): ExportedValue[] {
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
