import { resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import type { SlimmingStep as SlimmingReport } from '../../manifest/manifest.ts';
import { type Building, buildFunctions } from '../build-functions.ts';
import { createBuildOptions } from '../build-options.ts';
import type { FunctionVariants } from '../own-modules/own-modules-plugin.ts';
import type { SlimmingStep } from './slimming-step.ts';
import { slimmingSteps } from './slimming-steps.ts';

/** What the lith's bundle would have more without each of the steps: it, or the modules that a step changes, are built again for each. */
export async function measureSlimming(
  building: Building,
  lith: readonly FunctionVariants[],
  built: Metafile,
): Promise<SlimmingReport[]> {
  const inputs = Object.keys(built.inputs);
  return Promise.all(
    slimmingSteps.map(async ({ name, changes, isLocal }) => {
      const steps = building.steps.filter((step) => step.name !== name);
      const enabled = steps.length < building.steps.length;
      const changed = enabled ? inputs.filter((input) => changes.test(input)) : [];
      if (changed.length === 0) return { step: name, enabled, savedBytes: 0 };
      const [without, slim] = isLocal
        ? await Promise.all([
            buildAlone(building, changed, steps),
            buildAlone(building, changed, building.steps),
          ])
        : [await buildFunctions({ ...building, steps, write: false }, lith), built];
      return { step: name, enabled, savedBytes: bytesOf(without) - bytesOf(slim) };
    }),
  );
}

/** Modules with what they load, and nothing of the app. */
async function buildAlone(
  { app, format }: Building,
  modules: readonly string[],
  steps: readonly SlimmingStep[],
): Promise<Metafile> {
  const contents = modules.map((path) => `require(${JSON.stringify(resolve(app.root, path))});`).join('');
  const { metafile } = await build({
    ...createBuildOptions(app, format),
    stdin: { contents, resolveDir: app.root },
    write: false,
    plugins: steps.map(({ plugin }) => plugin),
  });
  return metafile;
}

function bytesOf({ outputs }: Metafile): number {
  return Object.entries(outputs).reduce(
    (sum, [path, { bytes }]) => sum + (path.endsWith('.map') ? 0 : bytes),
    0,
  );
}
