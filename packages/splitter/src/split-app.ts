import { bundleFunctions } from './bundle/bundle-functions.ts';
import type { SlimmingOptions } from './bundle/function-bundle.ts';
import { type DiscoverOptions, discoverApp } from './discover/discover-app.ts';
import { emitSplit } from './emit/emit-split.ts';
import { checkOutput, openOutput } from './emit/output-directory.ts';
import type { Manifest } from './manifest/manifest.ts';
import { readEvidence } from './permissions/evidence.ts';
import { planSplit } from './plan/plan-split.ts';
import { readSources } from './source/read-sources.ts';
import type { SplitOptions } from './split-plan.ts';

/** What to split, how, and where to write it. */
export interface SplitAppOptions extends DiscoverOptions {
  /** Directory for `manifest.json` and `functions/<name>/`: new, empty, or an earlier split, which is replaced as a whole. */
  readonly out: string;
  /** Default: one function a route, nothing accepted, unused imports of packages dropped. */
  readonly options?: Partial<SplitOptions>;
  /** Default: every step. */
  readonly slimming?: SlimmingOptions;
  /** Source maps beside the bundles. Default: none. */
  readonly sourceMaps?: boolean;
  /** File of `unlith/evidence@1`: what functions were seen to do, from which their permissions are granted. */
  readonly evidence?: string;
}

/**
 * Takes an Express app apart: finds its routes, decides which can leave, bundles every function and writes the manifest.
 * Either all of it is written or nothing, also when the process is killed.
 *
 * @throws {SplitError} what {@link discoverApp}, {@link readSources} and {@link planSplit} throw; `split.out` for a directory
 *   that holds something else; `split.evidence`; `split.bundle` with esbuild's words and the place.
 * @example
 * const manifest = await splitApp({ entry: 'src/app.ts', out: 'split', options: { layout: { kind: 'per-resource' } } });
 */
export async function splitApp(asked: SplitAppOptions): Promise<Manifest> {
  const { out, slimming = { without: [] }, sourceMaps = false } = asked;
  checkOutput(out);
  const evidence = asked.evidence === undefined ? undefined : readEvidence(asked.evidence);
  const app = await discoverApp(asked);
  const plan = planSplit(app, await readSources(app), { ...defaults, ...asked.options });
  const output = openOutput(out);
  try {
    const bundling = { slimming, sourceMaps, workDirectory: output.workDirectory };
    const bundled = await bundleFunctions(plan, bundling);
    return emitSplit({ plan, ...bundled, evidence }, output);
  } finally {
    output.clean();
  }
}

const defaults: SplitOptions = {
  layout: { kind: 'per-route' },
  accept: [],
  shake: 'packages',
  keepImports: [],
};
