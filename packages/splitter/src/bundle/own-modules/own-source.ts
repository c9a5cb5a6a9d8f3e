import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Loader } from 'esbuild';
import MagicString from 'magic-string';
import type { ExpressApp } from '../../express-app.ts';
import type { Cut } from '../../split-plan.ts';
import { placeOf } from '../place.ts';
import { rejectMissing } from './lazy-imports.ts';
import { canNarrow, narrowRequires } from './named-requires.ts';
import { declarePlaces } from './places.ts';
import { chooseStatically, dropCreatedRequire } from './static-requires.ts';

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

export interface OwnSource {
  readonly text: string;
  /** Whether it differs from the file. */
  readonly changed: boolean;
}

/** The text of an own module as a bundle takes it. */
export function readOwnSource(
  file: string,
  app: Pick<ExpressApp, 'root' | 'modules' | 'dynamicRequires'>,
  { cuts, sourceMaps }: { cuts: readonly Cut[]; sourceMaps: boolean },
): OwnSource {
  const text = new MagicString(readFileSync(file, 'utf8'));
  dropCreatedRequire(text);
  rejectMissing(text, file, cuts);
  narrowRequires(text, canNarrow(app, file));
  const choices = chooseStatically(
    text,
    app.dynamicRequires.filter(({ site }) => site.file === file),
    { root: app.root, cuts },
  );
  const places = declarePlaces(text.original + choices, placeOf(app.root, file));
  // A directive may have left its semicolon out.
  const inserted = places + choices && `;${places}${choices}`;
  text.appendLeft(prologue.exec(text.original)?.[0].length ?? 0, inserted);
  for (const { start, end, replacement = '' } of cuts) text.update(start, end, replacement);
  const changed = text.hasChanged();
  if (!changed || !sourceMaps) return { text: text.toString(), changed };
  const map = text.generateMap({ source: file, includeContent: true, hires: 'boundary' });
  return { text: `${text}\n//# sourceMappingURL=${map.toUrl()}`, changed };
}

/** What has to stay first in a file: a hashbang, comments, directives. */
const prologue = /^(?:#![^\n]*\n)?(?:(?:\s+|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:'use strict'|"use strict");?)?/;
