import type { ParityRun } from '@unlith/parity';
import { loadModule } from './load-module.ts';
import { UsageError } from './usage-error.ts';

/** What a suite's module exports: its scenarios, and what `@unlith/parity` should know about the API. */
export type Suite = Pick<ParityRun, 'scenarios' | 'routes' | 'accepted' | 'notCompared'>;

/** @throws {UsageError} when the module cannot be loaded or exports no scenarios. */
export async function loadSuite(module: string, option = '--suite'): Promise<Suite> {
  const { scenarios, ...rest } = (await loadModule(option, module)) as Partial<Suite>;
  if (!Array.isArray(scenarios)) {
    throw new UsageError(
      `${option} ${module} exports no list \`scenarios\`: export const scenarios = [defineScenario({ … })]`,
    );
  }
  return { scenarios, ...rest };
}
