import { defineScenario, type ParityRun, type ReadOptions, readScenarios } from '@unlith/parity';
import { loadModule } from './load-module.ts';
import { UsageError } from './usage-error.ts';

/** A suite's scenarios, and what `@unlith/parity` should know about the API. */
export type Suite = Pick<ParityRun, 'scenarios' | 'routes' | 'accepted' | 'notCompared'>;

/**
 * The suite that a module exports, or the requests in a file of any kind that {@link readScenarios} knows; what of these is skipped is
 * listed as not compared.
 *
 * @throws {UsageError} when the module cannot be loaded or exports no scenarios, or such as are none, or the file holds none.
 */
export async function loadSuite(path: string, option = '--suite', reading: ReadOptions = {}): Promise<Suite> {
  if (/\.[cm]?[jt]s$/.test(path)) return loadSuiteModule(path, option);
  const { scenarios, skipped } = await readScenarios(path, reading);
  return { scenarios, notCompared: skipped.map(({ place, reason }) => ({ route: place, reason })) };
}

async function loadSuiteModule(module: string, option: string): Promise<Suite> {
  const { scenarios = [], ...rest } = (await loadModule(option, module)) as Partial<Suite>;
  for (const [name, value] of Object.entries({ scenarios, ...rest }))
    if (listNames.has(name) && !Array.isArray(value))
      throw new UsageError(`${option} ${module}: its \`${name}\` is no list. Export one, or leave it out.`);
  if (scenarios.length === 0)
    throw new UsageError(
      `${option} ${module} exports no scenarios: export const scenarios = [defineScenario({ … })]`,
    );
  return { ...rest, scenarios: scenarios.map(defineScenario) };
}

const listNames: ReadonlySet<string> = new Set<keyof Suite>([
  'scenarios',
  'routes',
  'accepted',
  'notCompared',
]);
