import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** One function's source: its handler's file, and directories that ship beside the bundle. */
export interface BundleSource {
  readonly name: string;
  readonly entry: string;
  /** Directory name in the bundle -> directory on disk. */
  readonly assets?: Readonly<Record<string, string>>;
}

/**
 * Bundles every function in one esbuild build, the SDK inside, to `<outDirectory>/<name>/index.cjs`.
 * CommonJS, because an ES module that imports `node:http` evaluates all of its lazy exports, which costs a cold start some 50 ms.
 *
 * @returns bundle directory by function name.
 */
export async function bundleFunctions(
  sources: readonly BundleSource[],
  outDirectory: string,
): Promise<ReadonlyMap<string, string>> {
  await build({
    entryPoints: Object.fromEntries(sources.map(({ name, entry }) => [`${name}/index`, entry])),
    outdir: outDirectory,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    // What a module finds beside its source lies beside the bundle.
    define: { 'import.meta.dirname': '__dirname' },
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [onlyReached],
  });
  for (const { name, assets = {} } of sources) {
    for (const [directory, source] of Object.entries(assets)) {
      await cp(source, join(outDirectory, name, directory), { recursive: true });
    }
  }
  return new Map(sources.map(({ name }) => [name, join(outDirectory, name)]));
}

/** What the functions reach of packages that would bring much more, by package. */
const reached: Readonly<Record<string, string>> = {
  // Lambda hands a function its role's credentials in the environment, which the default chain asks first; the rest of it (SSO,
  // STS, instance metadata, processes, profiles) is some 130 kB.
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
  '@aws-sdk/credential-provider-node': `export const defaultProvider = () => async () => ({
    accessKeyId: process.env.AWS_ACCESS_KEY_ID,
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
    sessionToken: process.env.AWS_SESSION_TOKEN,
  });`,
  // No operation on tables, queues and buses has an event stream. The SDK imports them lazily, for which a bundler has to wrap
  // every module that they lead to.
  '@smithy/core/event-streams': 'export {};',
};

const onlyReached: Plugin = {
  name: 'only-reached',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@(?:aws-sdk|smithy)\// }, ({ path }) =>
      path in reached ? { path, namespace: 'only-reached' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'only-reached' }, ({ path }) => ({ contents: reached[path] ?? '' }));
  },
};
