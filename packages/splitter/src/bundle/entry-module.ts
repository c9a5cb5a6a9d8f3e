import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import type { ExpressApp } from '../express-app.ts';
import type { PlannedFunction } from '../split-plan.ts';
import { formatNamedImports, listRequiring } from './own-modules/named-requires.ts';
import { readOwnSource } from './own-modules/own-source.ts';
import { adapterDirectory } from './place.ts';

/** Namespace of the modules that a bundle begins with, one a function. */
export const entryNamespace = 'unlith-entry';

/** Name of a function's first module among esbuild's entry points. */
export const entryPointOf = (name: string): string => `${entryNamespace}:${name}`;

/**
 * What a bundle begins with: `listen` is caught, what CommonJS modules take of the SDK is imported, then the app is loaded and
 * answers events.
 */
export function entryModules(app: ExpressApp, functions: readonly PlannedFunction[]): Plugin {
  const requiring = listRequiring(app);
  const formatImports = (name: string) => {
    const planned = functions.find((each) => each.name === name);
    const files = requiring.filter((file) => planned?.modules.includes(file));
    const textOf = (file: string) =>
      readOwnSource(file, app, { cuts: planned?.cuts.get(file) ?? [], sourceMaps: false }).text;
    return formatNamedImports(files.map(textOf));
  };
  return {
    name: 'unlith-entry',
    setup(build) {
      build.onResolve({ filter: /^unlith-entry:/ }, ({ path }) => ({
        path: path.slice(entryNamespace.length + 1),
        namespace: entryNamespace,
      }));
      build.onResolve({ filter: /^unlith-listen$/ }, ({ path }) => ({ path, namespace: path }));
      build.onResolve({ filter: /^unlith-named$/ }, ({ path, pluginData }) => ({
        path: pluginData.function,
        namespace: path,
      }));

      build.onLoad({ filter: /.*/, namespace: entryNamespace }, ({ path }) => ({
        contents: formatEntry(app),
        resolveDir: app.root,
        pluginData: { function: path },
      }));
      build.onLoad({ filter: /.*/, namespace: 'unlith-listen' }, () => ({
        contents: `import { captureListen } from ${adapter};
          export const captured = captureListen();`,
        resolveDir: app.root,
      }));
      build.onLoad({ filter: /.*/, namespace: 'unlith-named' }, ({ path }) => ({
        contents: formatImports(path),
        resolveDir: app.root,
      }));
    },
  };
}

const adapter = JSON.stringify(join(adapterDirectory, 'index.ts'));

function formatEntry({ entry, export: exported }: ExpressApp): string {
  const name = exported.kind === 'listen' ? undefined : JSON.stringify(exported.name);
  return `import { captured } from 'unlith-listen';
    import 'unlith-named';
    import ${name ? `{ ${name} as app } from ` : ''}${JSON.stringify(entry)};
    import { createHandler } from ${adapter};
    export const handler = createHandler(${sources[exported.kind]});`;
}

const sources = {
  value: 'app',
  factory: '() => app()',
  listen: '() => captured.server',
} as const;
