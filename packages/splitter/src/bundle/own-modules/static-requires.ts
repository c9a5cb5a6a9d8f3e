import type { Plugin } from 'esbuild';
import type MagicString from 'magic-string';
import type { DynamicRequire } from '../../express-app.ts';
import { createLineIndex } from '../../source/line-index.ts';
import { nameOfPackage, packageDirectoryOf } from '../node-packages/find-package.ts';
import { isOwnModule, placeOf } from '../place.ts';

/**
 * Makes `require(expression)` and `import(expression)` choose among what they loaded when the app was discovered, and returns
 * the declarations which that needs.
 */
export function chooseStatically(
  text: MagicString,
  requires: readonly DynamicRequire[],
  root: string,
): string {
  if (requires.length === 0) return '';
  const calls = new Set(requires.map(({ site }) => `${site.line}:${site.column}`));
  const lines = createLineIndex(text.original);
  for (const { index, 0: word } of text.original.matchAll(/\b(?:require|import)\b/g)) {
    const { line, column } = lines.locate(index);
    if (calls.has(`${line}:${column}`)) text.update(index, index + word.length, chooserOf(word));
  }
  const files = [...new Set(requires.map(({ resolved }) => resolved))].sort();
  return ['require', 'import']
    .map(
      (word) =>
        `const ${chooserOf(word)}=require("unlith-choose").${word}({${files.flatMap((file) => choicesOf(file, word, root))}},unlithDirname);`,
    )
    .join('');
}

const chooserOf = (word: string): string => (word === 'require' ? 'unlithRequire' : 'unlithImport');

/** By its place with and without its extension, or its directory's, as Node.js finds it; a package by its name. */
function choicesOf(file: string, word: string, root: string): string[] {
  const packageDirectory = packageDirectoryOf(file);
  const place = placeOf(root, file);
  const names = packageDirectory
    ? [nameOfPackage(packageDirectory)]
    : [place, place.replace(/\.[cm]?[jt]sx?$|\.json$/, ''), place.replace(/\/index\.[cm]?[jt]sx?$/, '')];
  return [...new Set(names)].map((name) => `${JSON.stringify(name)}:()=>${word}(${JSON.stringify(file)})`);
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
    const file = text.startsWith('file:') ? require('node:url').fileURLToPath(text) : resolve(directory, text);
    return choices[/^(?:file:|[./])/.test(text) ? relative(unlithRoot, file) : text];
  };
  exports.require = (choices, directory) => (id) => (find(choices, directory, id) ?? (() => require(id)))();
  exports.import = (choices, directory) => async (id) => (find(choices, directory, id) ?? (() => import(id)))();`;

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
