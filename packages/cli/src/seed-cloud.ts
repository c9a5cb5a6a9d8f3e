import type { Cloud } from '@unlith/local-cloud';
import { loadFunction } from './load-module.ts';

/** Fills the tables of a cloud. */
export type Seed = (cloud: Cloud) => Promise<void>;

/**
 * The default export of the module that `--seed` names.
 *
 * @throws {UsageError} when the module cannot be loaded or has no such export; the seed, when it fails.
 */
export function loadSeed(module: string): Promise<Seed> {
  return loadFunction<[Cloud], void>('--seed', module, 'async (cloud) => { … }');
}
