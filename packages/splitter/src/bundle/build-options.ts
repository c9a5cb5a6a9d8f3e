import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import type { ExpressApp } from '../express-app.ts';
import { placeBanners, placeDefinitions } from './own-modules/places.ts';

/** CommonJS wherever possible: an ES module that imports `node:http` evaluates all of its lazy exports, some 50 ms at a start. */
export type BundleFormat = 'cjs' | 'esm';

/** A name that no app gives a file of its own: Lambda takes a `.js` of the handler's name first, and some functions have all of the app's files. */
export const bundleName = 'unlith';

export const bundleFileOf = (format: BundleFormat): string =>
  `${bundleName}.${format === 'cjs' ? 'cjs' : 'mjs'}`;

/** What every build of an app has in common. */
export function createBuildOptions(app: ExpressApp, format: BundleFormat) {
  const tsconfig = join(app.root, 'tsconfig.json');
  return {
    absWorkingDir: app.root,
    bundle: true,
    minify: true,
    // Errors and answers are built from `constructor.name` by many an app.
    keepNames: true,
    platform: 'node',
    // Lambda has 22 and 24; the oldest Node.js on which the tools run has to load it, too.
    target: 'node20',
    format,
    // What Node.js itself would load; the `module` of a package is not always the same code.
    mainFields: ['main', 'module'],
    ...(existsSync(tsconfig) && { tsconfig }),
    define: { ...placeDefinitions },
    banner: { js: placeBanners[format] },
    // Packages with addons are kept whole once they are seen.
    loader: { '.node': 'empty' },
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    logLevel: 'silent',
    logLimit: 0,
  } satisfies BuildOptions;
}
