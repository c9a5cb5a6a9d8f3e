import { join } from 'node:path';
import type { ExpressApp } from '../express-app.ts';
import type { ManifestFinding, SlimmingStep } from '../manifest/manifest.ts';
import type { PlannedFunction, SplitPlan } from '../split-plan.ts';
import { orSplitError } from './build-failure.ts';
import { type Building, buildFunctions } from './build-functions.ts';
import { buildLith } from './build-lith.ts';
import type { FunctionBundle, SlimmingOptions } from './function-bundle.ts';
import { layOut } from './lay-out.ts';
import { listFindings } from './list-findings.ts';
import { listVariants, toOwnGraph } from './own-modules/own-graph.ts';
import { measureSlimming } from './slimming/measure-slimming.ts';
import { selectSteps } from './slimming/slimming-steps.ts';

export interface BundleOptions {
  readonly slimming: SlimmingOptions;
  readonly sourceMaps: boolean;
  /** Where `functions/<name>/unlith.cjs` is written. */
  readonly workDirectory: string;
}

export interface BundledSplit {
  readonly bundles: readonly FunctionBundle[];
  /** What each slimming step saved of the lith. */
  readonly slimming: readonly SlimmingStep[];
  readonly findings: readonly ManifestFinding[];
}

/** More functions in one build share more work and take more memory: at 40, 500 routes stay below 1 GB. */
const functionsPerBuild = 40;

/**
 * Bundles the functions of a plan: first the lith, which tells how the app's modules hang together, then the others, many in
 * one build, with one text of every module that is the same in all of them.
 *
 * @throws {SplitError} `split.bundle` with esbuild's words and the place.
 */
export async function bundleFunctions(plan: SplitPlan, options: BundleOptions): Promise<BundledSplit> {
  const { app, functions } = plan;
  const [lith, ...extracted] = functions;
  if (!lith) throw new Error('A plan has its fallback first.');
  const whole = [{ planned: lith, files: new Set(lith.cuts.keys()) }];
  const { building, metafile } = await orSplitError(buildLith(toBuilding(app, options), whole));
  const slimming = await measureSlimming(building, whole, metafile);
  const graph = toOwnGraph(metafile, app.root);
  const bundles = layOut(building, metafile, [lith]);
  for (const chunk of chunksOf(extracted, functionsPerBuild)) {
    const variants = chunk.map((planned) => ({ planned, files: listVariants(graph, planned.cuts.keys()) }));
    bundles.push(...layOut(building, await orSplitError(buildFunctions(building, variants)), chunk));
  }
  return { bundles, slimming, findings: listFindings(bundles) };
}

function toBuilding(app: ExpressApp, { slimming, sourceMaps, workDirectory }: BundleOptions): Building {
  return {
    app,
    format: 'cjs',
    steps: selectSteps(slimming),
    whole: new Map(),
    missing: new Set(),
    sourceMaps,
    outdir: join(workDirectory, 'functions'),
    write: true,
  };
}

/** Functions that render views apart from those that do not, since a build is made with view engines or without. */
function chunksOf(functions: readonly PlannedFunction[], size: number): PlannedFunction[][] {
  return [true, false].flatMap((renders) => {
    const alike = functions.filter((planned) => planned.renders === renders);
    return Array.from({ length: Math.ceil(alike.length / size) }, (_, index) =>
      alike.slice(index * size, (index + 1) * size),
    );
  });
}
