import { findSourceMap } from 'node:module';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Site } from '../../express-app.ts';

/** The splitter's own source, which stands between Express and the app while it watches. */
const ownDirectory = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..') + sep;
const express = /[\\/]node_modules[\\/](?:express\d?|router|serve-static)[\\/]/;
const packages = /[\\/]node_modules[\\/]/;

/** Who made a call: the place in the app's own files, and the package in between, if one called on the app's behalf. */
export interface Caller {
  readonly site: Site;
  /** File of the package that made the call itself; absent if the app's own file did. */
  readonly via?: string;
}

/**
 * The nearest frame in the app's own files. Where a package registers while it is being loaded, Node's module loader
 * stands between it and the app: the app did not make that call, and the package's own file is the place.
 */
export function findCaller(): Caller | undefined {
  let via: NodeJS.CallSite | undefined;
  for (const frame of captureFrames()) {
    const file = toFile(frame.getFileName());
    if (!file) {
      if (via && frame.getFileName()?.startsWith('node:internal/modules')) break;
      continue;
    }
    if (file.startsWith(ownDirectory) || express.test(file)) continue;
    if (!packages.test(file))
      return { site: toSite(frame, file), ...(via && { via: toFile(via.getFileName()) ?? '' }) };
    via ??= frame;
  }
  const file = toFile(via?.getFileName());
  return via && file ? { site: toSite(via, file), via: file } : undefined;
}

/** Absolute path of a file outside of Node itself; undefined for `node:…`, `evalmachine.<anonymous>` and the like. */
export function toFile(name: string | null | undefined): string | undefined {
  if (name?.startsWith('file:')) return fileURLToPath(name);
  return name?.startsWith('/') || /^[A-Za-z]:\\/.test(name ?? '') ? (name ?? undefined) : undefined;
}

export function isOwnFile(file: string): boolean {
  return !packages.test(file) && !file.startsWith(ownDirectory);
}

function captureFrames(): NodeJS.CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = Number.POSITIVE_INFINITY;
  Error.prepareStackTrace = (_error, frames) => frames;
  const frames = new Error().stack as unknown as NodeJS.CallSite[];
  Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  return frames;
}

/** As in the source as written: what tsx compiled is mapped back. */
function toSite(frame: NodeJS.CallSite, file: string): Site {
  const line = frame.getLineNumber() ?? 1;
  const column = frame.getColumnNumber() ?? 1;
  const entry = findSourceMap(frame.getFileName() ?? file)?.findEntry(line - 1, column - 1);
  if (!entry || !('originalLine' in entry)) return { file, line, column };
  return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}
