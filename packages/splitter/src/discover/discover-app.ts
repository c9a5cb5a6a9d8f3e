import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize } from 'node:v8';
import { SplitError } from '../errors.ts';
import type { ExpressApp } from '../express-app.ts';
import { findPackageRoot } from '../source/package-root.ts';
import { addLazyModules } from './add-lazy-modules.ts';
import { type ChildEnd, type ChildOptions, runChild } from './child-process.ts';
import { compileChild } from './compile-child.ts';
import { toSplitError } from './discovery-errors.ts';
import { findDynamicRequires } from './find-dynamic-requires.ts';
import type { DiscoveryReport } from './report.ts';

export interface DiscoverOptions {
  /** File that exports the app or a factory of it, or listens with it; relative to the working directory. */
  readonly entry: string;
  /** Added to this process's environment for the app's. */
  readonly env?: Readonly<Record<string, string>>;
  /** How long the app may take to load, in milliseconds. Default 20,000. */
  readonly timeoutMs?: number;
}

/**
 * Loads an Express 4 or 5 app in a process of its own and says how it stands: routers, registrations with their call sites,
 * settings, loaded modules, and what it did besides. No port is opened: `listen` only tells which app is meant.
 *
 * The app is the entry's export: an app (`default`, then `app`, then any other name), else the app that it listens with,
 * else what its factory makes: the `default` function or one named like `createApp`, called without arguments and awaited.
 * It runs in the directory of its nearest `package.json`, as it does on Lambda.
 *
 * @throws {SplitError} `split.no-entry`, `split.no-app`, `split.app-threw`, `split.app-hangs`, `split.app-exited`,
 *   `split.syntax`, `split.unresolved-import` or `split.no-express`; the message names the place.
 */
export async function discoverApp({
  entry,
  env = {},
  timeoutMs = 20_000,
}: DiscoverOptions): Promise<ExpressApp> {
  const path = resolve(entry);
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new SplitError(
      'split.no-entry',
      `${entry} is no file: give the module that exports your Express app.`,
    );
  }
  const file = realpathSync(path); // As Node names what it loads.
  const root = findPackageRoot(dirname(file));
  const { report, ...ended } = await load(file, { root, env, timeoutMs });
  if (report?.kind !== 'found') throw toSplitError(report, { ...ended, entry, timeoutMs });
  const dynamicRequires = findDynamicRequires(report.loaded);
  return addLazyModules({ root, entry: file, ...report.app, dynamicRequires });
}

interface Loaded extends Omit<ChildEnd, 'report'> {
  readonly report: DiscoveryReport | undefined;
}

/** JavaScript as Node.js loads it, which takes half the time; what that cannot load, and TypeScript, with tsx. */
async function load(file: string, options: ChildOptions): Promise<Loaded> {
  if (/\.[cm]?js$/.test(file)) {
    const loaded = await runToReport([await compileChild(), file], options);
    if (loaded.report?.kind !== 'threw') return loaded;
  }
  return runToReport(['--import', import.meta.resolve('tsx'), child, file], options);
}

const child = fileURLToPath(new URL('./child/child.ts', import.meta.url));

async function runToReport(program: readonly string[], options: ChildOptions): Promise<Loaded> {
  const ended = await runChild(program, options);
  const isWhole = ended.report.length > 0 && !ended.timedOut;
  return { ...ended, report: isWhole ? deserialize(ended.report) : undefined };
}
