import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import type { ExpressApp } from '../express-app.ts';
import { adapterDirectory } from './place.ts';

/** Namespace of the modules that a bundle begins with, one a function. */
export const entryNamespace = 'unlith-entry';

/** Name of a function's first module among esbuild's entry points. */
export const entryPointOf = (name: string): string => `${entryNamespace}:${name}`;

/** What a bundle begins with: `listen` is caught before the app is loaded, then the app answers events. */
export function entryModules(app: ExpressApp): Plugin {
  return {
    name: 'unlith-entry',
    setup(build) {
      build.onResolve({ filter: /^unlith-entry:/ }, ({ path }) => ({
        path: path.slice(entryNamespace.length + 1),
        namespace: entryNamespace,
      }));
      build.onResolve({ filter: /^unlith-listen$/ }, ({ path }) => ({ path, namespace: path }));

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
    },
  };
}

const adapter = JSON.stringify(join(adapterDirectory, 'index.ts'));

function formatEntry({ entry, export: exported }: ExpressApp): string {
  const name = exported.kind === 'listen' ? undefined : JSON.stringify(exported.name);
  return `import { captured } from 'unlith-listen';
    import ${name ? `{ ${name} as app } from ` : ''}${JSON.stringify(entry)};
    import { createHandler } from ${adapter};
    export const handler = createHandler(${sources[exported.kind]});`;
}

const sources = {
  value: 'app',
  factory: '() => app()',
  listen: '() => captured.server',
} as const;
