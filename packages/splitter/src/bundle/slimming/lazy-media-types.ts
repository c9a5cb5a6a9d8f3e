import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findPackage } from '../node-packages/find-package.ts';
import { formatCompactly, type MediaTypes } from './compact-media-types.ts';

/**
 * A CommonJS module with the database, which is unfolded when anyone first asks for all of it; until then there are the
 * charsets, and an answer in JSON needs no more. `fillWhenAsked` puts off for as long what mime-types makes of the database.
 *
 * @param directory of mime-db.
 * @returns undefined where the database cannot be written compactly.
 */
export function formatLazily(directory: string): string | undefined {
  const types: MediaTypes = JSON.parse(readFileSync(join(directory, 'db.json'), 'utf8'));
  const compact = formatCompactly(types);
  if (compact === undefined) return undefined;
  const charsets = Object.entries(types).flatMap(([type, { charset }]) =>
    charset ? [[type, { charset }]] : [],
  );
  return `exports.charsets=${JSON.stringify(Object.fromEntries(charsets))};const unfold=()=>${compact};${whenAsked}`;
}

/** Runs in the function. Once the maps are filled, nothing tells that they have not always been. */
const whenAsked = `
  let all;
  const waiting = [];
  exports.getAll = () => {
    if (!all) {
      all = unfold();
      for (const fill of waiting) fill();
    }
    return all;
  };
  exports.fillWhenAsked = (module, fill) => {
    if (all) return fill(all);
    const names = ['extensions', 'types', '_extensionConflicts'].filter((name) => name in module);
    const define = (name, descriptor) =>
      Object.defineProperty(module, name, { enumerable: true, configurable: true, ...descriptor });
    const maps = names.map((name) => [name, module[name]]);
    waiting.push(() => {
      for (const [name, value] of maps) define(name, { value, writable: true });
      fill(all);
    });
    for (const name of names)
      define(name, {
        get: () => (exports.getAll(), module[name]),
        set: (value) => { exports.getAll(); module[name] = value; },
      });
  };`;

/**
 * mime-types, with its maps filled when one of them is first asked for.
 *
 * @param file `mime-types/index.js`.
 * @param specifierOf what leads to the module of {@link formatLazily} for a directory.
 * @returns undefined for a version that is written otherwise, or would answer otherwise.
 */
export function fillLazily(file: string, specifierOf: (directory: string) => string): string | undefined {
  const directory = findPackage('mime-db', dirname(file))?.directory;
  const media = directory && formatLazily(directory);
  const source = readFileSync(file, 'utf8');
  if (!directory || !media || !source.includes(takesAll) || !source.includes(fills)) return undefined;
  const specifier = specifierOf(directory);
  const lazy = source
    .replace(takesAll, () => `var media = require(${JSON.stringify(specifier)}), db = media.charsets`)
    .replace(fills, () => `\nmedia.fillWhenAsked(exports, function (all) { db = all;${fills} })`);
  const load = createRequire(file);
  const loadLazily = (id: string) => (id === specifier ? run(media, load) : load(id));
  return answersAlike(run(source, load), run(lazy, loadLazily), load('mime-db')) ? lazy : undefined;
}

const takesAll = `var db = require('mime-db')`;
const fills = '\npopulateMaps(exports.extensions, exports.types)';

interface MimeTypes {
  readonly charset: (type: string) => string | false;
}

function run(source: string, require: (id: string) => unknown): MimeTypes {
  const module = { exports: {} };
  new Function('module', 'exports', 'require', source)(module, module.exports, require);
  return module.exports as MimeTypes;
}

/** Before the maps are filled, and then the maps. */
function answersAlike(one: MimeTypes, other: MimeTypes, types: object): boolean {
  const asked = [...Object.keys(types), 'text/unknown', 'unknown/unknown', 'constructor'];
  return (
    asked.every((type) => one.charset(type) === other.charset(type)) &&
    JSON.stringify(one) === JSON.stringify(other)
  );
}
