import { join } from 'node:path';
import type { OnResolveArgs, OnResolveResult, Plugin } from 'esbuild';
import { findPackage } from './node-packages/find-package.ts';

/**
 * The AWS SDK has the same code twice, and only as ES modules can a bundle leave commands out. Of other packages `module` is
 * not always what Node.js would load, so theirs is not preferred.
 */
export const sdkModules: Plugin = {
  name: 'unlith-sdk-modules',
  setup(build) {
    build.onResolve({ filter: /^@(?:aws-sdk|smithy)\/[^/]+$/ }, (args) => resolveSdkModule(args));
  },
};

/** The entry of a package of the SDK as an ES module; what has `exports` is resolved by these. */
export function resolveSdkModule({ path, resolveDir }: OnResolveArgs): OnResolveResult | undefined {
  const sdk = findPackage(path, resolveDir);
  if (!sdk?.manifest.module || sdk.manifest.exports) return undefined;
  return { path: join(sdk.directory, sdk.manifest.module), sideEffects: sdk.manifest.sideEffects !== false };
}
