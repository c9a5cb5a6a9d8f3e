import { dirname, extname } from 'node:path';
import type { OnLoadResult, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import type { ExpressApp } from '../../express-app.ts';
import type { Cut, PlannedFunction } from '../../split-plan.ts';
import { entryNamespace } from '../entry-module.ts';
import { isModuleType } from '../node-packages/find-package.ts';
import { isOwnModule } from '../place.ts';
import { loaderOf, readOwnSource } from './own-source.ts';

/** A function and the own modules of which it has a text of its own. */
export interface FunctionVariants {
  readonly planned: PlannedFunction;
  readonly files: ReadonlySet<string>;
}

/** Namespace of variants: `unlith-own:/app/src/app.ts?get-api-bookings`. */
const ownNamespace = 'unlith-own';

/**
 * Namespace of modules that nothing alive refers to, though an `export … from` may still name them. They may import what was cut,
 * so that none of their text is read; a CommonJS module has whatever name is asked of it.
 */
const deadNamespace = 'unlith-dead';

/** Gives every function its own text of the modules that differ in it, and one shared text of all others. */
export function ownModules(
  app: ExpressApp,
  functions: readonly FunctionVariants[],
  sourceMaps: boolean,
): Plugin {
  const byName = new Map(functions.map((variants) => [variants.planned.name, variants]));
  return {
    name: 'unlith-own-modules',
    setup(build) {
      const resolveOnce = createResolver(build);
      const read = (file: string, cuts: readonly Cut[]) => readOwnSource(file, app, { cuts, sourceMaps });

      const resolveVariant = async (args: OnResolveArgs): Promise<OnResolveResult | undefined> => {
        const variants = byName.get(args.pluginData.function);
        const file = await resolveOnce(args);
        if (!variants || !file || !variants.files.has(file)) return undefined;
        if (!variants.planned.modules.includes(file))
          return { path: file, namespace: deadNamespace, sideEffects: false };
        return {
          path: typedPath(file),
          namespace: ownNamespace,
          suffix: `?${variants.planned.name}`,
          pluginData: { ...args.pluginData, file },
        };
      };
      build.onResolve({ filter: /.*/, namespace: entryNamespace }, resolveVariant);
      build.onResolve({ filter: /.*/, namespace: ownNamespace }, resolveVariant);

      build.onLoad({ filter: /.*/, namespace: deadNamespace }, () => ({ contents: 'module.exports = {};' }));

      build.onLoad({ filter: /.*/, namespace: ownNamespace }, ({ pluginData }) => {
        const { file, function: name } = pluginData as { file: string; function: string };
        const cuts = byName.get(name)?.planned.cuts.get(file) ?? [];
        return loadOwn(file, read(file, cuts).text, { function: name });
      });

      build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, ({ path, suffix }) => {
        if (!isOwnModule(path) || suffix) return undefined;
        const { text, changed } = read(path, []);
        return changed ? loadOwn(path, text) : undefined;
      });
    },
  };
}

function loadOwn(file: string, contents: string, pluginData?: object): OnLoadResult {
  const loader = loaderOf(file);
  return { contents, resolveDir: dirname(file), ...(loader && { loader }), pluginData };
}

/**
 * esbuild takes the kind of a module (which decides how `default` of a CommonJS package is read) from its extension or its
 * `package.json`, but for a path that a plugin resolved from its extension alone.
 */
function typedPath(file: string): string {
  return /^\.[jt]sx?$/.test(extname(file)) && isModuleType(dirname(file)) ? `${file}.mjs` : file;
}

/** Asks esbuild where an import leads, once for each directory and specifier: all functions' texts have the same imports. */
function createResolver(build: PluginBuild) {
  const known = new Map<string, Promise<string | undefined>>();
  return (args: OnResolveArgs): Promise<string | undefined> => {
    const key = `${args.kind} ${args.path} ${args.resolveDir}`;
    const resolved =
      known.get(key) ??
      build
        .resolve(args.path, { kind: args.kind, resolveDir: args.resolveDir })
        .then(({ namespace, path, errors, external }) =>
          namespace === 'file' && !external && errors.length === 0 ? path : undefined,
        );
    known.set(key, resolved);
    return resolved;
  };
}
