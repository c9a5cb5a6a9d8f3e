import type { Plugin } from 'esbuild';
import { packageNameOf } from './find-package.ts';
import type { WholePackage } from './find-whole-packages.ts';

/** Leaves imports of whole packages, and of what lies within them, to Node.js. */
export function keepWhole(packages: Iterable<WholePackage>): Plugin {
  const names = new Set([...packages].map(({ name }) => name));
  return {
    name: 'unlith-keep-whole',
    setup(build) {
      if (names.size === 0) return;
      build.onResolve({ filter: /^[^./]/ }, ({ path }) =>
        names.has(packageNameOf(path) ?? '') ? { path, external: true } : undefined,
      );
    },
  };
}
