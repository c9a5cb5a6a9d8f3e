import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { type BundledSplit, bundleFunctions } from '../../src/bundle/bundle-functions.ts';
import type { FunctionBundle } from '../../src/bundle/function-bundle.ts';
import type { ExpressApp } from '../../src/express-app.ts';
import type { PlannedFunction } from '../../src/split-plan.ts';
import { type Ask, onHandler } from '../adapter/exchange.ts';

/** A directory that is gone after the test. */
export function createDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'unlith-bundle-')));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Writes an app of these files; beside what they put into `node_modules`, it has the packages of the fixtures. */
export function writeApp(files: Readonly<Record<string, string>>, express: 4 | 5 = 5): string {
  const root = createDirectory();
  for (const [file, text] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const packages = fileURLToPath(new URL(`../fixtures/express-${express}/node_modules`, import.meta.url));
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  for (const name of readdirSync(packages))
    symlinkSync(join(packages, name), join(root, 'node_modules', name));
  return root;
}

export interface Bundling {
  /** `app.js`, which exports `app`, unless said otherwise. */
  readonly entry?: string;
  readonly app?: Partial<ExpressApp>;
  readonly lith?: Partial<PlannedFunction>;
  readonly extracted?: readonly Partial<PlannedFunction>[];
  readonly without?: readonly string[];
  readonly sourceMaps?: boolean;
}

/** Bundles by a plan that says no more than the test does. */
export function bundleApp(root: string, bundling: Bundling = {}): Promise<BundledSplit> {
  const { entry = 'app.js', app, lith, extracted = [], without = [], sourceMaps = false } = bundling;
  const modules = listModules(root);
  const plan = {
    app: {
      root,
      entry: join(root, entry),
      export: { kind: 'value', name: 'app' },
      expressVersion: '5.3.0',
      router: { strict: false, caseSensitive: false, registrations: [] },
      settings: { views: [], viewEngine: undefined, engines: [] },
      modules,
      dynamicRequires: [],
      effects: [],
      reads: [],
      lateRegistrations: [],
      ...app,
    },
    layout: 'per-route',
    routes: [],
    findings: [],
    functions: [
      { ...plannedNothing, modules, name: 'lith', kind: 'lith', ...lith } as const,
      ...extracted.map(
        (planned) =>
          ({ ...plannedNothing, modules, name: 'extracted', kind: 'extracted', ...planned }) as const,
      ),
    ],
  } as const;
  return bundleFunctions(plan, { slimming: { without }, sourceMaps, workDirectory: createDirectory() });
}

const listModules = (root: string): string[] =>
  readdirSync(root, { recursive: true })
    .map((file) => join(root, String(file)))
    .filter((file) => /\.[jt]s$/.test(file) && !file.includes('node_modules'));

const plannedNothing = {
  routes: [],
  routeKeys: [],
  cuts: new Map(),
  modules: [],
  files: [],
  renders: false,
  environment: [],
};

/** Loads a bundle into this process, which has its own `listen` again after the test. */
export async function load({ directory, file }: FunctionBundle): Promise<Ask> {
  const { listen } = Server.prototype;
  onTestFinished(() => {
    Server.prototype.listen = listen;
  });
  const { handler } = await import(pathToFileURL(join(directory, file)).href);
  return onHandler(handler);
}

export async function loadLith(root: string, bundling?: Bundling): Promise<Ask> {
  return load(getLith(await bundleApp(root, bundling)));
}

export function getLith({ bundles: [lith] }: BundledSplit): FunctionBundle {
  if (!lith) throw new Error('There is no lith.');
  return lith;
}
