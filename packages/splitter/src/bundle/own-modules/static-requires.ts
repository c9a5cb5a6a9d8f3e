import type { Plugin } from 'esbuild';
import type MagicString from 'magic-string';
import type { DynamicRequire } from '../../express-app.ts';
import { createLineIndex } from '../../source/line-index.ts';
import { listSpellings } from '../../source/spellings.ts';
import type { Cut } from '../../split-plan.ts';
import { nameOfPackage, packageDirectoryOf } from '../node-packages/find-package.ts';
import { isOwnModule, placeOf } from '../place.ts';

/**
 * Makes `require(expression)` and `import(expression)` choose among what they can mean: what they loaded when the app was
 * discovered, or what fits their expression. Returns the declarations which that needs; a call that is cut needs none.
 */
export function chooseStatically(
  text: MagicString,
  requires: readonly DynamicRequire[],
  { root, cuts }: { readonly root: string; readonly cuts: readonly Cut[] },
): string {
  if (requires.length === 0) return '';
  const chosen: Record<'require' | 'import', Map<string, string>> = { require: new Map(), import: new Map() };
  const lines = createLineIndex(text.original);
  for (const { index, 0: word } of text.original.matchAll(/\b(?:require|import)\b/g)) {
    const { line, column } = lines.locate(index);
    const files = requires.filter(({ site }) => site.line === line && site.column === column);
    if (files.length === 0 || cuts.some(({ start, end }) => start <= index && index < end)) continue;
    const choices = chosen[word as keyof typeof chosen];
    text.update(index, index + word.length, chooserOf(word));
    for (const { resolved } of files)
      for (const name of listNames(resolved, root)) if (!choices.has(name)) choices.set(name, resolved);
  }
  return Object.entries(chosen)
    .map(([word, choices]) => formatChooser(word, choices))
    .join('');
}

const chooserOf = (word: string): string => (word === 'require' ? 'unlithRequire' : 'unlithImport');

function formatChooser(word: string, choices: ReadonlyMap<string, string>): string {
  if (choices.size === 0) return '';
  const members = [...choices].map(
    ([name, file]) => `${JSON.stringify(name)}:()=>${word}(${JSON.stringify(file)})`,
  );
  return `const ${chooserOf(word)}=require("unlith-choose").${word}({${members.sort()}},unlithDirname);`;
}

/** By its place, as Node.js finds it; a package by its name. */
function listNames(file: string, root: string): readonly string[] {
  const packageDirectory = packageDirectoryOf(file);
  return packageDirectory ? [nameOfPackage(packageDirectory)] : listSpellings(placeOf(root, file));
}

/** The module that is asked when such a call runs. */
export const chooser: Plugin = {
  name: 'unlith-choose',
  setup(build) {
    build.onResolve({ filter: /^unlith-choose$/ }, ({ path }) => ({ path, namespace: path }));
    build.onLoad({ filter: /.*/, namespace: 'unlith-choose' }, () => ({ contents: chooserSource }));
  },
};

const chooserSource = `
  const { relative, resolve } = require('node:path');
  const find = (choices, directory, id) => {
    const text = String(id);
    if (!/^(?:file:|[./])/.test(text)) return choices[text] ?? ((load) => load(id));
    const file = text.startsWith('file:') ? require('node:url').fileURLToPath(text) : resolve(directory, text);
    return choices[relative(unlithRoot, file)] ?? ((load) => load(file));
  };
  exports.require = (choices, directory) => (id) => find(choices, directory, id)((name) => require(name));
  exports.import = (choices, directory) => async (id) => find(choices, directory, id)((name) => import(name));`;

const createdRequire =
  /\b(?:const|let|var)\s+require\s*=\s*(?:\w+\s*\.\s*)?createRequire\s*\(\s*import\s*\.\s*meta\s*\.\s*(?:url|filename|dirname)\s*\)/g;

/** An ES module's own `require` resolves as the bundler's does, which sees only the latter. */
export function dropCreatedRequire(text: MagicString): void {
  for (const { index, 0: declaration } of text.original.matchAll(createdRequire)) {
    text.remove(index, index + declaration.length);
  }
}

/** Own files that such calls may list with `fs.readdir` before they load them. */
export function listChosenFiles(
  requires: readonly DynamicRequire[],
  isBundled: (file: string) => boolean,
): string[] {
  return requires
    .filter(({ site, resolved }) => isBundled(site.file) && isOwnModule(resolved))
    .map(({ resolved }) => resolved);
}
