/**
 * Loads the app in a process of its own, watches it, and writes what it found to a pipe: standard output is the app's.
 * The parent starts this with tsx for TypeScript, and compiled, without it, for JavaScript.
 */
import { writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { serialize } from 'node:v8';
import type { DiscoveryReport, LoadingStage, ThrownError } from '../report.ts';
import { findCaller } from './call-site.ts';
import {
  describeExports,
  type FoundApp,
  findExportedApp,
  findMadeApp,
  findOwnHandler,
  loadExports,
} from './find-app.ts';
import { LoadEffects } from './load-effects.ts';
import { watchLoadedModules } from './loaded-modules.ts';
import { patchExpress } from './patch-express.ts';
import { readApp } from './read-app.ts';
import { Registrations } from './registrations.ts';
import { watchFiles } from './watch-files.ts';
import { watchListen } from './watch-listen.ts';
import { watchProcess } from './watch-process.ts';
import { watchRequires } from './watch-requires.ts';

/** A pipe to the parent. */
const reportDescriptor = 3;
/** Another, on which nothing is ever said: it ends with the parent, even with one that is killed. */
const parentDescriptor = 4;
/** How long registrations may come after loading, if the app keeps the event loop busy; else until it is quiet. */
const lateMs = 500;

// With all that the app has started: it is in one group.
new Socket({ fd: parentDescriptor })
  .once('close', () => process.kill(-process.pid, 'SIGKILL'))
  .resume()
  .unref();

const [, , entry = ''] = process.argv;
process.argv.length = 2; // The app may read arguments, and has none.

const { setTimeout } = globalThis;
/** Ends the process past all `exit` listeners; Node's types do not know it. */
const node = process as typeof process & { reallyExit(code?: number | string | null): never };
const exit = node.reallyExit.bind(process);
const quiet = new Promise<void>((resolve) => process.once('beforeExit', () => resolve()));
const registrations = new Registrations();
const effects = new LoadEffects();
const express = patchExpress(registrations, effects);
const listening = watchListen(effects);
const loadedSpecifiers = watchRequires();
const loadedModules = watchLoadedModules();
const fileReads = watchFiles(process.cwd());
/** What the app has not come back from yet. */
let stage: LoadingStage | undefined = 'load';
let found: FoundApp | undefined;

node.exit = node.reallyExit = (code) => {
  if (found) finish(foundReport(found));
  finish({ kind: 'exited', exitCode: Number(code ?? process.exitCode ?? 0), site: findCaller()?.site });
};
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    // What goes wrong once the app is in hand (no database here) is not discovery's concern, nor what the app handles.
    if (!found && process.listenerCount(event) === 1) finish(threwReport(error));
  });
}
watchProcess(effects);
void quiet.then(() => stage && finish({ kind: 'stuck', stage }));
load().then(finish, (error: unknown) => finish(threwReport(error)));

async function load(): Promise<DiscoveryReport> {
  const exported = await loadExports(entry);
  found = findExportedApp(exported) ?? listening.find();
  if (!found) {
    stage = 'factory';
    found = await findMadeApp(exported);
  }
  stage = undefined;
  found ??= await Promise.race([listening.first, quiet.then(() => undefined)]);
  if (!found) return { kind: 'no-app', exports: describeExports(exported) };
  const ownHandler = found.export.kind === 'listen' ? findOwnHandler(exported) : undefined;
  if (ownHandler !== undefined) return { kind: 'own-handler', name: ownHandler };
  registrations.loaded = true;
  await Promise.race([quiet, new Promise((resolve) => setTimeout(resolve, lateMs).unref())]);
  return foundReport(found);
}

function foundReport({ app, export: exported }: FoundApp): DiscoveryReport {
  const unknownSite = { file: entry, line: 1, column: 1 };
  return {
    kind: 'found',
    app: {
      export: exported,
      ...readApp(app, { registrations, express, unknownSite }),
      modules: loadedModules(),
      effects: effects.list(),
      reads: fileReads(),
    },
    loaded: loadedSpecifiers(),
  };
}

function threwReport(thrown: unknown): DiscoveryReport {
  const {
    name,
    message,
    stack = '',
    code,
  } = thrown instanceof Error ? (thrown as NodeJS.ErrnoException) : toError(thrown);
  return { kind: 'threw', stage: stage ?? 'load', error: { name, message, stack, code } };
}

function toError(thrown: unknown): ThrownError {
  return { name: 'Error', message: String(thrown), stack: '', code: undefined };
}

function finish(report: DiscoveryReport): never {
  writeFileSync(reportDescriptor, serialize(report)); // At once, whatever the app is in the middle of.
  return exit(0);
}
