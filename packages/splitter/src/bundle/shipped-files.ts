import { cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { BundledModule } from './function-bundle.ts';
import type { ShippedFile } from './slimming/slimming-step.ts';

/** Copies files and directories with their times: `Last-Modified` and `ETag` of static files are made of these. */
export function copyTo(directory: string, files: readonly ShippedFile[]): void {
  for (const { from, to } of files) {
    if (!existsSync(from)) continue; // An app may name a directory of views and never have one.
    cpSync(from, join(directory, to), {
      recursive: true,
      dereference: true,
      preserveTimestamps: true,
      filter: (source) => !notShipped.has(basename(source)),
    });
  }
}

const notShipped: ReadonlySet<string> = new Set(['node_modules', '.git']);

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
