import { readFileSync } from 'node:fs';
import { findSourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Site } from '../../express-app.ts';
import { isAppFile, isPackageFile } from '../app-file.ts';

const express = /[\\/]node_modules[\\/](?:express\d?|router|serve-static)[\\/]/;

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
  let via: { readonly file: string; readonly frame: NodeJS.CallSite } | undefined;
  for (const frame of captureFrames()) {
    const file = toFile(frame.getFileName());
    if (file && isAppFile(file)) return { site: toSite(frame, file), ...(via && { via: via.file }) };
    if (file && isPackageFile(file) && !express.test(file)) via ??= { file, frame };
    if (via && frame.getFileName()?.startsWith('node:internal/modules')) break;
  }
  return via && { site: toSite(via.frame, via.file), via: via.file };
}

/** Absolute path of a file outside of Node itself; undefined for `node:…`, `evalmachine.<anonymous>` and the like. */
export function toFile(name: string | null | undefined): string | undefined {
  if (name?.startsWith('file:')) return fileURLToPath(name);
  return name?.startsWith('/') || /^[A-Za-z]:\\/.test(name ?? '') ? (name ?? undefined) : undefined;
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
  const original = { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  // V8 gives the end of `app[method]`; the nearest place that the map knows is the bracket before it.
  if (characterAt(file, original) === ']') original.column += 1;
  return { file, ...original };
}

const linesByFile = new Map<string, string[]>();

function characterAt(file: string, { line, column }: Omit<Site, 'file'>): string | undefined {
  const lines = linesByFile.get(file) ?? readFileSync(file, 'utf8').split(/\r?\n/);
  linesByFile.set(file, lines);
  return lines[line - 1]?.[column - 1];
}
