import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import type { Plugin, PluginBuild } from 'esbuild';
import type { AppSettings, ExpressApp } from '../express-app.ts';

/**
 * Express requires a view engine by the extension of a template, which no bundler can follow: here it chooses among those that
 * the app's templates can name.
 */
export function viewEngines({ root, settings }: ExpressApp): Plugin {
  const names = listEngineNames(settings);
  return {
    name: 'unlith-view-engines',
    setup(build) {
      build.onLoad({ filter: /[\\/]express[\\/]lib[\\/]view\.js$/, namespace: 'file' }, async ({ path }) => {
        const engines = await Promise.all(
          names.map((name) => resolveEngine(build, name, [dirname(path), root])),
        );
        const choices = engines.flatMap((file, index) =>
          file ? `${JSON.stringify(names[index])}: () => require(${JSON.stringify(file)})` : [],
        );
        const source = readFileSync(path, 'utf8');
        return { contents: source.replace('require(mod)', `({ ${choices} }[mod] ?? require)(mod)`) };
      });
    },
  };
}

/** Extensions of templates for which the app itself registers no engine. */
function listEngineNames({ views, viewEngine, engines }: AppSettings): string[] {
  const extensions = views.flatMap((directory) => listFiles(directory).map((file) => extname(file).slice(1)));
  const wanted = new Set(
    [viewEngine?.replace(/^\./, ''), ...extensions].filter((name) => /^[\w-]+$/.test(name ?? '')),
  );
  return [...wanted].filter((name): name is string => name !== undefined && !engines.includes(name)).sort();
}

function listFiles(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true }).map(String);
  } catch {
    return []; // An app may name a directory of views and never have one.
  }
}

/** As Express would find it, which is from its own place, or else from the app's. */
async function resolveEngine(build: PluginBuild, name: string, from: readonly string[]) {
  for (const resolveDir of from) {
    const { path, errors } = await build.resolve(name, { kind: 'require-call', resolveDir });
    if (errors.length === 0) return path;
  }
  return undefined;
}
