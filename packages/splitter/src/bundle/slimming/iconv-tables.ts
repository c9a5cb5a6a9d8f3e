import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nameOfPackage, packageDirectoryOf } from '../node-packages/find-package.ts';
import { isOwnModule } from '../place.ts';
import type { BundledInputs, ShippedFile, SlimmingStep } from './slimming-step.ts';

const name = 'iconv-tables';

/**
 * The tables of Chinese, Japanese and Korean charsets (some 470 kB) lie beside the bundle and are read when a body first names
 * such a charset, which is when iconv-lite itself reads them. Where no such body is ever decoded, they are left out.
 */
export const iconvTables: SlimmingStep = {
  name,
  changes: /[\\/]iconv-lite[\\/]encodings[\\/]dbcs-data\.js$/,
  isLocal: true,
  plugin: {
    name: `unlith-${name}`,
    setup(build) {
      build.onResolve({ filter: /^\.\/tables\/[\w-]+\.json$/ }, ({ path, importer }) =>
        isTablesIndex(importer)
          ? { path: `./${placeOfTable(importer, basename(path))}`, external: true }
          : undefined,
      );
    },
  },
  listFiles: (inputs) =>
    decodesAnyCharset(inputs) ? [...inputs.keys()].filter(isTablesIndex).flatMap(listTables) : [],
};

const isTablesIndex = (file: string): boolean =>
  /[\\/]iconv-lite[\\/]encodings[\\/]dbcs-data\.js$/.test(file);

function listTables(index: string): ShippedFile[] {
  const required = readFileSync(index, 'utf8').matchAll(/require\(["']\.\/tables\/([\w-]+\.json)["']\)/g);
  const tables = new Set([...required].map(([, table = '']) => table));
  return [...tables].sort().map((table) => ({
    from: join(dirname(index), 'tables', table),
    to: placeOfTable(index, table),
  }));
}

/** Two versions of the package may have different tables: `iconv-lite-0.7.3/shiftjis.json`. */
function placeOfTable(index: string, table: string): string {
  const directory = packageDirectoryOf(index) ?? dirname(index);
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return `iconv-lite-${version}/${table}`;
}

/** Of body-parser's parsers only that for text takes every charset: `json` wants UTF, `urlencoded` that or ISO-8859-1. */
function decodesAnyCharset(inputs: BundledInputs): boolean {
  return [...inputs].some(([file, imports]) => {
    if (isOwnModule(file) && mentionsText.test(readFileSync(file, 'utf8'))) return true;
    const importer = packageOf(file);
    const known = importer && knownImporters[importer];
    return imports.some((imported) => {
      const target = packageOf(imported);
      return (
        target !== importer && decoders.has(target ?? '') && !(known ?? ownMayImport).includes(target ?? '')
      );
    });
  });
}

/** `express.text()`, `const { text } = bodyParser`. */
const mentionsText = /\.\s*text\b|\btext\s*[,:}]|['"]text['"]/;
const decoders: ReadonlySet<string> = new Set(['iconv-lite', 'raw-body', 'body-parser']);
const ownMayImport = ['body-parser'];
const knownImporters: Readonly<Record<string, readonly string[]>> = {
  express: ['body-parser'],
  'body-parser': ['iconv-lite', 'raw-body'],
  'raw-body': ['iconv-lite'],
};

/** `iconv-lite`; undefined for an own module. */
function packageOf(file: string): string | undefined {
  const directory = packageDirectoryOf(file);
  return directory && nameOfPackage(directory);
}
