import { build, type Metafile } from 'esbuild';
import type { ExpressApp } from '../express-app.ts';
import { type BundleFormat, bundleName, createBuildOptions } from './build-options.ts';
import { lazyBuiltins } from './builtins.ts';
import { entryModules, entryPointOf } from './entry-module.ts';
import { lambdaWrappers } from './lambda-wrappers.ts';
import { type MissingModules, missingModules } from './missing-modules.ts';
import type { WholePackage } from './node-packages/find-whole-packages.ts';
import { keepWhole } from './node-packages/keep-whole.ts';
import { type FunctionVariants, ownModules } from './own-modules/own-modules-plugin.ts';
import { chooser } from './own-modules/static-requires.ts';
import { sdkModules } from './sdk-modules.ts';
import type { SlimmingStep } from './slimming/slimming-step.ts';
import { viewEngines } from './view-engines.ts';

/** How to build, the same for every build of a split. */
export interface Building {
  readonly app: ExpressApp;
  readonly format: BundleFormat;
  readonly steps: readonly SlimmingStep[];
  /** Packages that are not bundled, by directory. */
  readonly whole: ReadonlyMap<string, WholePackage>;
  readonly missing: MissingModules;
  readonly sourceMaps: boolean;
  /** Where `<name>/unlith.cjs` is written. */
  readonly outdir: string;
  /** Whether it is: builds are made for their sizes, too. */
  readonly write: boolean;
}

/** Bundles functions in one build. All of them render views, or none does: then they are built without engines. */
export async function buildFunctions(
  building: Building,
  functions: readonly FunctionVariants[],
): Promise<Metafile> {
  const { app, format, steps, whole, missing, sourceMaps, outdir, write } = building;
  const renders = functions.some(({ planned }) => planned.renders);
  const { metafile } = await build({
    ...createBuildOptions(app, format),
    entryPoints: functions.map(({ planned: { name } }) => ({
      in: entryPointOf(name),
      out: `${name}/${bundleName}`,
    })),
    outdir,
    write,
    outExtension: { '.js': format === 'cjs' ? '.cjs' : '.mjs' },
    sourcemap: sourceMaps ? 'linked' : false,
    plugins: [
      entryModules(
        app,
        functions.map(({ planned }) => planned),
      ),
      lambdaWrappers,
      ownModules(app, functions, sourceMaps),
      chooser,
      ...(format === 'esm' ? [lazyBuiltins] : []),
      keepWhole(whole.values()),
      missingModules(missing),
      ...(renders ? [viewEngines(app)] : []),
      ...steps.map(({ plugin }) => plugin),
      sdkModules,
    ],
  });
  return metafile;
}
