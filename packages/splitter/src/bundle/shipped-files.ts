import { cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { isSplit } from '../emit/output-directory.ts';
import { isBelow } from '../source/is-below.ts';
import type { BundledModule } from './function-bundle.ts';
import type { ShippedFile } from './slimming/slimming-step.ts';

/** Copies files and directories with their times: `Last-Modified` and `ETag` of static files are made of these. */
export function copyTo(directory: string, bundle: string, files: readonly ShippedFile[]): void {
  const taken = join(directory, bundle);
  for (const { from, to } of files) {
    if (existsSync(from)) copy(from, join(directory, to), taken); // An app may name a directory of views and never have one.
  }
}

/** @param taken a file of the app may have the bundle's name, and does not take its place. */
function copy(from: string, to: string, taken: string): void {
  if (isBelow(to, from)) {
    // An app that serves its own root, below which it is being split: all but that.
    for (const name of readdirSync(from))
      if (isShipped(join(from, name))) copy(join(from, name), join(to, name), taken);
  } else {
    const filter = (source: string, target: string) => isShipped(source) && target !== taken;
    cpSync(from, to, { recursive: true, dereference: true, preserveTimestamps: true, filter });
  }
}

/** What `.env` files hold is handed to functions as their environment, and no secret lies in a bundle. */
const isShipped = (path: string): boolean =>
  !/^(?:node_modules|\.git|\.env(?:\..*)?|\..*\.unlith-(?:work|previous)-.*)$/.test(basename(path)) &&
  !isSplit(path);

/** Makes directories that stay when they are packed: `__dirname + '/../data'` needs its way through `src` to exist. */
export function createPlaces(directory: string, places: Iterable<string>): void {
  for (const place of places) {
    if (existsSync(join(directory, place))) continue;
    mkdirSync(join(directory, place), { recursive: true });
    writeFileSync(join(directory, place, '.unlith-place'), '');
  }
}

/** What lies in a function's directory beside its bundle, sorted. */
export function listShipped(directory: string, bundle: string): BundledModule[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(directory, file).replaceAll(sep, '/'), bytes: statSync(file).size }))
    .filter(({ path }) => path !== bundle)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
