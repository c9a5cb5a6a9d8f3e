import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileRead } from '../../express-app.ts';
import { isBelow } from '../../source/is-below.ts';
import { isPackageFile } from '../app-file.ts';
import { findCaller } from './call-site.ts';

/** Functions of `node:fs` that tell what a file or directory holds, or whether it is there, by their first argument. */
const reading = [
  ...['readFile', 'readdir', 'stat', 'lstat', 'exists', 'access', 'open', 'opendir', 'realpath'],
  ...[
    'readFileSync',
    'readdirSync',
    'statSync',
    'lstatSync',
    'existsSync',
    'accessSync',
    'openSync',
    'opendirSync',
  ],
  'createReadStream',
];

/** Loaders of modules read files, too, but for themselves. */
const loader = /[\\/]node_modules[\\/](?:tsx|esbuild)[\\/]/;

/** Which files below the root the app and its packages look at while it loads, each place once. */
export function watchFiles(root: string): () => FileRead[] {
  const reads = new Map<string, FileRead>();
  for (const module of [fs, fs.promises] as unknown as Record<string, unknown>[]) {
    for (const name of reading) {
      const original = module[name];
      if (typeof original !== 'function') continue;
      const watching = function (this: unknown, ...values: unknown[]) {
        note(values[0], /dir/.test(name));
        return Reflect.apply(original, this, values);
      };
      // `util.promisify` finds its own version of `fs.exists` on it; `realpath` has a `native`.
      module[name] = Object.defineProperties(watching, Object.getOwnPropertyDescriptors(original));
    }
  }
  syncBuiltinESMExports();
  return () => [...reads.values()];

  function note(asked: unknown, listed: boolean): void {
    const path = toPath(asked);
    if (path === undefined || (path !== root && !isBelow(path, root)) || isPackageFile(path)) return;
    const caller = findCaller();
    if (!caller || caller.byNode || loader.test(caller.via ?? '')) return;
    const { site } = caller;
    const key = [path, listed, site.file, site.line, site.column].join();
    reads.set(key, { path, site, ...(listed && { listed }) });
  }
}

function toPath(asked: unknown): string | undefined {
  if (typeof asked === 'string') return resolve(asked);
  return asked instanceof URL && asked.protocol === 'file:' ? fileURLToPath(asked) : undefined;
}
