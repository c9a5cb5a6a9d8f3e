import type { Metafile } from 'esbuild';
import type { SlimmingStep as SlimmingReport } from '../../manifest/manifest.ts';
import { type Building, buildFunctions } from '../build-functions.ts';
import type { FunctionVariants } from '../own-modules/own-modules-plugin.ts';
import { slimmingSteps } from './slimming-steps.ts';

/** What the lith's bundle would have more without each of the steps: it is built again for each. */
export async function measureSlimming(
  building: Building,
  lith: readonly FunctionVariants[],
  built: Metafile,
): Promise<SlimmingReport[]> {
  const inputs = Object.keys(built.inputs);
  return Promise.all(
    slimmingSteps.map(async ({ name, changes }) => {
      const steps = building.steps.filter((step) => step.name !== name);
      const enabled = steps.length < building.steps.length;
      const without =
        enabled && inputs.some((input) => changes.test(input))
          ? await buildFunctions({ ...building, steps, write: false }, lith)
          : built;
      return { step: name, enabled, savedBytes: bytesOf(without) - bytesOf(built) };
    }),
  );
}

function bytesOf({ outputs }: Metafile): number {
  return Object.entries(outputs).reduce(
    (sum, [path, { bytes }]) => sum + (path.endsWith('.map') ? 0 : bytes),
    0,
  );
}
