import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

const builtins: ReadonlySet<string> = new Set(builtinModules);

/**
 * For bundles that are ES modules: an `import` of `node:http` evaluates all of its lazy exports, undici among them, which takes
 * some 50 ms; what Node.js hands out here does not.
 */
export const lazyBuiltins: Plugin = {
  name: 'unlith-builtin',
  setup(build) {
    build.onResolve({ filter: /^(?:node:|[a-z])[a-z0-9_/]*$/ }, ({ path, kind }) =>
      kind === 'import-statement' && (path.startsWith('node:') || builtins.has(path))
        ? { path, namespace: 'unlith-builtin', sideEffects: false }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'unlith-builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
    }));
  },
};
