import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { splitApp } from '@unlith/splitter';
import type { Manifest } from '@unlith/splitter/manifest';
import { build } from 'esbuild';

/** A function as it would be deployed. */
interface Bundle {
  readonly file: string;
  readonly kB: number;
}

export interface Bundles {
  /** The whole app as the splitter bundles it for `$default`. */
  readonly lith: Bundle;
  /** Functions that the splitter made, by route id. */
  readonly extracted: (routeId: string) => Bundle;
  readonly native: Bundle;
  /** The whole app through other adapters, as esbuild bundles it. */
  readonly peers: Readonly<Record<'vendia' | 'serverless-http' | 'codegenie', Bundle>>;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export async function buildBundles(directory: string): Promise<Bundles> {
  const out = join(directory, 'split');
  const manifest = await splitApp({ entry: here('app/app.ts'), out });
  const [native, vendia, serverlessHttp, codegenie] = await Promise.all(
    ['native/get-note', 'peers/vendia', 'peers/serverless-http', 'peers/codegenie'].map((name) =>
      bundleByHand(name, join(directory, name)),
    ),
  );
  if (!native || !vendia || !serverlessHttp || !codegenie) throw new Error('esbuild wrote too little');
  return {
    lith: bundleOf(manifest, manifest.fallback, out),
    extracted: (routeId) => bundleOf(manifest, findFunction(manifest, routeId), out),
    native,
    peers: { vendia, 'serverless-http': serverlessHttp, codegenie },
  };
}

function findFunction({ routes, fallback }: Manifest, routeId: string): string {
  const route = routes.find(({ id }) => id === routeId);
  if (!route || route.function === fallback)
    throw new Error(
      `${routeId} should have left the lith, and stays because of ${route?.keptBecause.join(', ')}.`,
    );
  return route.function;
}

function bundleOf({ functions }: Manifest, name: string, out: string): Bundle {
  const found = functions.find((each) => each.name === name);
  if (!found) throw new Error(`The manifest describes no function ${name}.`);
  return { file: join(out, found.directory, found.file), kB: found.bytes / 1000 };
}

/** The native function as infra bundles its own: with credentials from the environment alone, and no event streams. */
async function bundleByHand(name: string, outdir: string): Promise<Bundle> {
  await build({
    entryPoints: { index: here(`${name}.ts`) },
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    define: { 'import.meta.dirname': '__dirname', 'import.meta.url': 'importMetaUrl' },
    banner: { js: `const importMetaUrl = require('node:url').pathToFileURL(__filename).href;` },
    legalComments: 'none',
    logLevel: 'error',
    ...(name.startsWith('native/') && {
      alias: {
        '@aws-sdk/credential-provider-node': here('native/environment-credentials.ts'),
        '@smithy/core/event-streams': here('native/no-event-streams.ts'),
      },
    }),
  });
  const file = join(outdir, 'index.cjs');
  return { file, kB: (await stat(file)).size / 1000 };
}
