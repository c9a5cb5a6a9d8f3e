import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import type { SlimmingStep } from '../manifest/manifest.ts';
import type { PlannedFunction, SplitPlan } from '../split-plan.ts';
import { isBuildFailure, orSplitError } from './build-failure.ts';
import { type BundleFormat, bundleFileOf, createBuildOptions } from './build-options.ts';
import { listBundledModules } from './bundled-modules.ts';
import { entryModules, entryPointOf } from './entry-module.ts';
import type { FunctionBundle, SlimmingOptions } from './function-bundle.ts';
import { listVariants, toOwnGraph } from './own-modules/own-graph.ts';
import { type FunctionVariants, ownModules } from './own-modules/own-modules-plugin.ts';

export interface BundleOptions {
  readonly slimming: SlimmingOptions;
  readonly sourceMaps: boolean;
  /** Where `functions/<name>/index.cjs` is written. */
  readonly workDirectory: string;
}

export interface BundledSplit {
  readonly bundles: readonly FunctionBundle[];
  /** What each slimming step saved of the lith. */
  readonly steps: readonly SlimmingStep[];
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
  const [lith, ...extracted] = plan.functions;
  if (!lith) throw new Error('A plan has its fallback first.');
  const { format, metafile } = await orSplitError(buildLith(plan, lith, options));
  const graph = toOwnGraph(metafile, plan.app.root);
  const bundles = await listBundles(plan, metafile, { functions: [lith], format, options });
  for (const functions of chunksOf(extracted, functionsPerBuild)) {
    const variants = functions.map((planned) => ({
      planned,
      files: listVariants(graph, planned.cuts.keys()),
    }));
    const { metafile } = await orSplitError(buildAll(plan, variants, { format, options }));
    bundles.push(...(await listBundles(plan, metafile, { functions, format, options })));
  }
  return { bundles, steps: [] };
}

/** An app that awaits at top level cannot be CommonJS, which esbuild alone can tell. */
async function buildLith(plan: SplitPlan, planned: PlannedFunction, options: BundleOptions) {
  const variants = [{ planned, files: new Set(planned.cuts.keys()) }];
  try {
    return { format: 'cjs' as const, ...(await buildAll(plan, variants, { format: 'cjs', options })) };
  } catch (error) {
    const awaits =
      isBuildFailure(error) && error.errors.some(({ text }) => text.startsWith('Top-level await'));
    if (!awaits) throw error;
    return { format: 'esm' as const, ...(await buildAll(plan, variants, { format: 'esm', options })) };
  }
}

interface BuildContext {
  readonly format: BundleFormat;
  readonly options: BundleOptions;
}

function buildAll(
  { app }: SplitPlan,
  variants: readonly FunctionVariants[],
  { format, options }: BuildContext,
) {
  return build({
    ...createBuildOptions(app, format),
    entryPoints: variants.map(({ planned: { name } }) => ({ in: entryPointOf(name), out: `${name}/index` })),
    outdir: functionsDirectory(options),
    outExtension: { '.js': format === 'cjs' ? '.cjs' : '.mjs' },
    sourcemap: options.sourceMaps ? 'linked' : false,
    plugins: [entryModules(app), ownModules(app.root, variants)],
  });
}

interface BuiltFunctions extends BuildContext {
  readonly functions: readonly PlannedFunction[];
}

function listBundles({ app }: SplitPlan, metafile: Metafile, { functions, format, options }: BuiltFunctions) {
  return functions.map((planned): FunctionBundle => {
    const directory = join(functionsDirectory(options), planned.name);
    const file = bundleFileOf(format);
    const output = getOutput(metafile, relative(app.root, join(directory, file)));
    const code = readFileSync(join(directory, file));
    return {
      planned,
      directory,
      file,
      bytes: code.length,
      gzipBytes: gzipSync(code).length,
      modules: listBundledModules(output, app.root),
      files: [],
    };
  });
}

function getOutput({ outputs }: Metafile, path: string) {
  const output = outputs[path.replaceAll(sep, '/')];
  if (!output) throw new Error(`esbuild wrote no ${path}, only ${Object.keys(outputs).join(', ')}`);
  return output;
}

const functionsDirectory = ({ workDirectory }: BundleOptions): string => join(workDirectory, 'functions');

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
