import type { Cloud } from '@unlith/local-cloud';
import { formatThrown } from './format-thrown.ts';
import { loadModule } from './load-module.ts';
import { UsageError } from './usage-error.ts';

/** Fills the tables of a cloud. */
export type Seed = (cloud: Cloud) => Promise<void>;

/**
 * The default export of the module that `--seed` names.
 *
 * @throws {UsageError} when the module cannot be loaded or has no such export; the seed, when it fails.
 */
export async function loadSeed(module: string): Promise<Seed> {
  const { default: fill } = (await loadModule('--seed', module)) as { default?: Seed };
  if (typeof fill !== 'function') {
    throw new UsageError(`--seed ${module} has no default export: export default async (cloud) => { … }`);
  }
  return async (cloud) => {
    try {
      await fill(cloud);
    } catch (cause) {
      throw new UsageError(`--seed ${module} fails: ${formatThrown(cause)}. Mend it there.`, { cause });
    }
  };
}
