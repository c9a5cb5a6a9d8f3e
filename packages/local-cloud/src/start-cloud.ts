import type { Cloud, CloudOptions } from './cloud.ts';

/** Starts the stacks of an assembly on this machine and resolves when every one of them can be used. */
export async function startCloud(_options: CloudOptions): Promise<Cloud> {
  throw new Error('not yet');
}
