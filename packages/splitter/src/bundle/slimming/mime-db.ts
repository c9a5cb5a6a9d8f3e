import { dirname } from 'node:path';
import type { OnLoadArgs, OnLoadResult } from 'esbuild';
import { fillLazily, formatLazily } from './lazy-media-types.ts';
import type { SlimmingStep } from './slimming-step.ts';

const name = 'mime-db';
const namespace = `unlith-${name}`;

/**
 * The database of media types, which Express loads for `res.type` and the like, written shorter: 150 kB of JSON become some
 * 60, and unfold into the very same object when they are first asked for more than the charset of a type. Made sure of for the
 * versions at hand before they are taken.
 */
export const mimeDb: SlimmingStep = {
  name,
  changes: /[\\/]mime-(?:types[\\/]index\.js|db[\\/]db\.json)$/,
  isLocal: true,
  plugin: {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: /^unlith-mime-db:/ }, ({ path }) => ({
        path: path.slice(namespace.length + 1),
        namespace,
      }));
      build.onLoad({ filter: /.*/, namespace }, loadBy(readDatabase));
      build.onLoad({ filter: /[\\/]mime-db[\\/]db\.json$/, namespace: 'file' }, loadBy(handOverDatabase));
      build.onLoad({ filter: /[\\/]mime-types[\\/]index\.js$/, namespace: 'file' }, loadBy(readMimeTypes));
    },
  },
};

/** What cannot be written otherwise stays as it is. */
const loadBy =
  (read: (path: string) => string | undefined) =>
  ({ path }: OnLoadArgs): OnLoadResult | undefined => {
    const contents = read(path);
    return contents === undefined ? undefined : { contents, loader: 'js' };
  };

const specifierOf = (directory: string): string => `${namespace}:${directory}`;

const readDatabase = once(formatLazily);
const readMimeTypes = once((file) => fillLazily(file, specifierOf));
const handOverDatabase = (file: string): string | undefined =>
  readDatabase(dirname(file)) &&
  `module.exports=require(${JSON.stringify(specifierOf(dirname(file)))}).getAll()`;

/** A split is several builds, each of which reads the same files. */
function once(read: (file: string) => string | undefined): typeof read {
  const known = new Map<string, string | undefined>();
  return (file) => {
    if (!known.has(file)) known.set(file, read(file));
    return known.get(file);
  };
}
