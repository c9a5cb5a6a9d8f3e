import { readFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import type { Loader } from 'esbuild';
import MagicString from 'magic-string';
import type { Cut } from '../../split-plan.ts';
import { placeOf } from '../place.ts';

/** What esbuild is to make of an own module, by its extension; undefined for what is no script. */
export const loaderOf = (file: string): Loader | undefined => loaders.get(extname(file));

const loaders: ReadonlyMap<string, Loader> = new Map([
  ['.js', 'js'],
  ['.mjs', 'js'],
  ['.cjs', 'js'],
  ['.jsx', 'jsx'],
  ['.ts', 'ts'],
  ['.mts', 'ts'],
  ['.cts', 'ts'],
  ['.tsx', 'tsx'],
]);

/** The text of an own module as a bundle takes it; undefined if that is the file as it stands. */
export function readOwnSource(file: string, root: string, cuts: readonly Cut[]): string | undefined {
  const text = new MagicString(readFileSync(file, 'utf8'));
  makeRequireStatic(text);
  declarePlaces(text, placeOf(root, file));
  for (const { start, end, replacement = '' } of cuts) text.update(start, end, replacement);
  if (!text.hasChanged()) return undefined;
  const map = text.generateMap({ source: file, includeContent: true, hires: 'boundary' });
  return `${text}\n//# sourceMappingURL=${map.toUrl()}`;
}

const mentionsPlace = /\b__dirname\b|\b__filename\b|\bimport\s*\.\s*meta\b/;

/** What has to stay first in a file: a hashbang, comments, directives. */
const prologue = /^(?:#![^\n]*\n)?(?:(?:\s+|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:'use strict'|"use strict");?)?/;

/** Where a module says its own place, it shall mean that place below the function's directory, not the bundle's. */
function declarePlaces(text: MagicString, place: string): void {
  if (!mentionsPlace.test(text.original)) return;
  const below = (path: string) => (path === '.' ? 'unlithRoot' : `unlithRoot+${JSON.stringify(`/${path}`)}`);
  text.appendLeft(
    prologue.exec(text.original)?.[0].length ?? 0,
    `const unlithDirname=${below(dirname(place))},unlithFilename=${below(place)},unlithUrl=unlithUrlOf(unlithFilename);`,
  );
}

/** Makes esbuild read the names that {@link declarePlaces} declares; packages read the banner's. */
export const placeDefinitions: Readonly<Record<string, string>> = {
  __dirname: 'unlithDirname',
  __filename: 'unlithFilename',
  'import.meta.dirname': 'unlithDirname',
  'import.meta.filename': 'unlithFilename',
  'import.meta.url': 'unlithUrl',
  'import.meta.main': 'false',
};

const banners = {
  cjs: 'const unlithRoot=__dirname,unlithDirname=__dirname,unlithFilename=__filename,unlithUrlOf=file=>require("node:url").pathToFileURL(file).href,unlithUrl=unlithUrlOf(__filename);',
  esm: 'const unlithRoot=import.meta.dirname,unlithDirname=unlithRoot,unlithFilename=import.meta.filename,unlithUrlOf=file=>process.getBuiltinModule("node:url").pathToFileURL(file).href,unlithUrl=import.meta.url,require=process.getBuiltinModule("node:module").createRequire(unlithUrl);',
};

/** Stands at the start of every bundle. */
export const placeBanner = (format: 'cjs' | 'esm'): string => banners[format];

const createdRequire =
  /\b(?:const|let|var)\s+require\s*=\s*(?:\w+\s*\.\s*)?createRequire\s*\(\s*import\s*\.\s*meta\s*\.\s*(?:url|filename|dirname)\s*\)/g;

/** An ES module's own `require` resolves as the bundler's does, which sees only the latter. */
function makeRequireStatic(text: MagicString): void {
  for (const { index, 0: declaration } of text.original.matchAll(createdRequire)) {
    text.remove(index, index + declaration.length);
  }
}
