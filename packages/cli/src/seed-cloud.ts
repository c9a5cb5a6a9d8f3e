import type { Cloud } from '@unlith/local-cloud';
import { loadModule } from './load-module.ts';
import { UsageError } from './usage-error.ts';

type Seed = (cloud: Cloud) => Promise<void>;

/**
 * Fills the tables of a cloud by the default export of the module that `--seed` names.
 *
 * @throws {UsageError} when the module cannot be loaded or has no such export.
 */
export async function seedCloud(module: string, cloud: Cloud): Promise<void> {
  const { default: seedTables } = (await loadModule('--seed', module)) as { default?: Seed };
  if (typeof seedTables !== 'function') {
    throw new UsageError(`--seed ${module} has no default export: export default async (cloud) => { … }`);
  }
  await seedTables(cloud);
}
