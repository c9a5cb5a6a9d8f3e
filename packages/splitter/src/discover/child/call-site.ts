import fs from 'node:fs';
import { findSourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Site } from '../../express-app.ts';
import { isAppFile, isPackageFile } from '../app-file.ts';

/** What it was before reading is watched. */
const { readFileSync } = fs;

const express = /[\\/]node_modules[\\/](?:express\d?|router|serve-static)[\\/]/;

/** Who made a call: the place in the app's own files, and the package in between, if one called on the app's behalf. */
export interface Caller {
  readonly site: Site;
  /** File of the package that made the call itself; absent if the app's own file did. */
  readonly via?: string;
  /** Node made the call itself, in something that the app or the package had called. */
  readonly byNode: boolean;
}

/**
 * The nearest frame in the app's own files. Where a package registers while it is being loaded, Node's module loader
 * stands between it and the app: the app did not make that call, and the package's own file is the place.
 */
export function findCaller(): Caller | undefined {
  let via: { readonly file: string; readonly frame: NodeJS.CallSite } | undefined;
  let byNode = false;
  for (const frame of captureFrames()) {
    const name = frame.getFileName() ?? '';
    const file = toFile(name);
    if (file && isAppFile(file)) return { site: toSite(frame, file), byNode, ...(via && { via: via.file }) };
    if (file && isPackageFile(file) && !express.test(file)) via ??= { file, frame };
    if (via && name.startsWith('node:internal/modules')) break;
    byNode ||= !via && name.startsWith('node:internal/');
  }
  return via && { site: toSite(via.frame, via.file), byNode, via: via.file };
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
  return entry && 'originalLine' in entry
    ? toCallee({ file, line: entry.originalLine + 1, column: entry.originalColumn + 1 })
    : toCallee({ file, line, column });
}

/**
 * V8 gives the start of the property that is called, but the parenthesis for what is no plain name to it: `.delete(`, `?.(` and
 * `app[method](`. The last of these ends with a bracket, which is the nearest place that a source map knows.
 */
function toCallee({ file, line, column }: Site): Site {
  const text = linesOf(file)[line - 1] ?? '';
  const end = text[column - 1] === ']' ? column : column - 1;
  const callee = /([\w$]+|\])\s*(?:\?\.)?\s*$/.exec(text.slice(0, end));
  if (!callee || !/[\](]/.test(text[column - 1] ?? '')) return { file, line, column };
  return { file, line, column: callee[1] === ']' ? callee.index + 2 : callee.index + 1 };
}

const linesByFile = new Map<string, readonly string[]>();

function linesOf(file: string): readonly string[] {
  const lines = linesByFile.get(file) ?? readFileSync(file, 'utf8').split(/\r\n|[\n\r\u2028\u2029]/);
  linesByFile.set(file, lines);
  return lines;
}
