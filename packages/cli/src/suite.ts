import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ParityRun } from '@unlith/parity';
import { UsageError } from './exit-code.ts';

/** What a suite's module exports: its scenarios, and what `@unlith/parity` should know about the API. */
export type Suite = Pick<ParityRun, 'scenarios' | 'routes' | 'accepted' | 'notCompared'>;

/** @throws {UsageError} when the module cannot be loaded or exports no scenarios. */
export async function loadSuite(module: string): Promise<Suite> {
  const file = resolve(module);
  const exported = await import(pathToFileURL(file).href).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new UsageError(`--suite ${module} cannot be loaded: ${cause.message}`, { cause });
  });
  const { scenarios, ...rest } = exported as Partial<Suite>;
  if (!Array.isArray(scenarios)) {
    throw new UsageError(
      `--suite ${module} exports no list \`scenarios\`: export const scenarios = [defineScenario({ … })]`,
    );
  }
  return { scenarios, ...rest };
}
