import { resolve } from 'node:path';
import type { Message, Metafile } from 'esbuild';
import { isBuildFailure } from './build-failure.ts';
import { type Building, buildFunctions } from './build-functions.ts';
import { listFiles } from './bundled-modules.ts';
import { findMissing } from './missing-modules.ts';
import { nameOfPackage, packageDirectoryOf } from './node-packages/find-package.ts';
import { findWholePackages } from './node-packages/find-whole-packages.ts';
import type { FunctionVariants } from './own-modules/own-modules-plugin.ts';

interface Built {
  /** How everything else has to be built. */
  readonly building: Building;
  readonly metafile: Metafile;
}

/** Bundles the lith, which shows what cannot be bundled: the second time that is left out. */
export async function buildLith(asked: Building, lith: readonly FunctionVariants[]): Promise<Built> {
  const built = await buildAsFits(asked, lith);
  const whole = findWholePackages(listFiles(built.metafile, asked.app.root));
  if (whole.size === 0) return built;
  const building = { ...built.building, whole: new Map([...built.building.whole, ...whole]) };
  return { building, metafile: await buildFunctions(building, lith) };
}

/** Builds, and where esbuild refuses for a reason that can be met, once more so. */
async function buildAsFits(building: Building, lith: readonly FunctionVariants[]): Promise<Built> {
  try {
    return { building, metafile: await buildFunctions(building, lith) };
  } catch (error) {
    const fitting = fit(building, error);
    if (!fitting) throw error;
    return buildAsFits(fitting, lith);
  }
}

function fit(building: Building, error: unknown): Building | undefined {
  if (!isBuildFailure(error)) return undefined;
  // An app that awaits at top level cannot be CommonJS.
  const awaits = error.errors.some(({ text }) => text.startsWith('Top-level await'));
  if (awaits && building.format === 'cjs') return { ...building, format: 'esm' };
  const fitting = error.errors.reduce<Building | undefined>(leaveOut, building);
  return fitting && sizeOf(fitting) > sizeOf(building) ? fitting : undefined;
}

/** A module that nobody may ever ask for is missing when it is asked for; a package that esbuild stumbles over is kept whole. */
function leaveOut(building: Building | undefined, message: Message): Building | undefined {
  if (!building) return undefined;
  const missing = findMissing(message, building.app.root);
  if (missing) return { ...building, missing: new Set([...building.missing, missing]) };
  const directory = packageDirectoryOf(resolve(building.app.root, message.location?.file ?? ''));
  if (!directory) return undefined;
  const whole = { name: nameOfPackage(directory), directory, reason: 'is not understood by the bundler' };
  return { ...building, whole: new Map([...building.whole, [directory, whole]]) };
}

const sizeOf = ({ missing, whole }: Building): number => missing.size + whole.size;
