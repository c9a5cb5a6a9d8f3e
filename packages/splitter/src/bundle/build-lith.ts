import type { Metafile } from 'esbuild';
import { isBuildFailure } from './build-failure.ts';
import { type Building, buildFunctions } from './build-functions.ts';
import { listFiles } from './bundled-modules.ts';
import { findWholePackages } from './node-packages/find-whole-packages.ts';
import type { FunctionVariants } from './own-modules/own-modules-plugin.ts';

interface Built {
  /** How everything else has to be built. */
  readonly building: Building;
  readonly metafile: Metafile;
}

/** Bundles the lith, which shows what cannot be bundled: the second time that is left out. */
export async function buildLith(asked: Building, lith: readonly FunctionVariants[]): Promise<Built> {
  const built = await buildInFittingFormat(asked, lith);
  const whole = findWholePackages(listFiles(built.metafile, asked.app.root));
  if (whole.size === 0) return built;
  const building = { ...built.building, whole };
  return { building, metafile: await buildFunctions(building, lith) };
}

/** As CommonJS, or as an ES module for an app that awaits at top level, which only esbuild can tell. */
async function buildInFittingFormat(asked: Building, lith: readonly FunctionVariants[]): Promise<Built> {
  try {
    return { building: asked, metafile: await buildFunctions(asked, lith) };
  } catch (error) {
    const awaits =
      isBuildFailure(error) && error.errors.some(({ text }) => text.startsWith('Top-level await'));
    if (!awaits) throw error;
    const building = { ...asked, format: 'esm' } as const;
    return { building, metafile: await buildFunctions(building, lith) };
  }
}
