import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { formatThrown } from './format-thrown.ts';
import { UsageError } from './usage-error.ts';

/**
 * Imports a module that an option names, relative to the working directory.
 *
 * @throws {UsageError} when there is no such module, or it cannot be loaded; then with the place in it, where there is one.
 */
export async function loadModule(option: string, path: string): Promise<Record<string, unknown>> {
  if (!existsSync(path)) throw new UsageError(`${option} ${path}: there is no such file.`);
  const { href } = pathToFileURL(resolve(path));
  try {
    return (await import(href)) as Record<string, unknown>;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_UNKNOWN_FILE_EXTENSION')
      throw new UsageError(
        `${option} ${path} is TypeScript, which Node.js ${process.version} does not run: install tsx and say NODE_OPTIONS="--import tsx", or take Node.js 22.18 or newer.`,
        { cause },
      );
    throw new UsageError(`${option} ${path} cannot be loaded: ${formatThrown(cause)}`, { cause });
  }
}

/**
 * The default export of a module that an option names.
 *
 * @param example of what it should be, `async (cloud) => { … }`.
 * @throws {UsageError} as {@link loadModule} does, and when it is no function; the function, when it fails.
 */
export async function loadFunction<Arguments extends unknown[], Result>(
  option: string,
  path: string,
  example: string,
): Promise<(...args: Arguments) => Promise<Result>> {
  const { default: own } = await loadModule(option, path);
  if (typeof own !== 'function')
    throw new UsageError(`${option} ${path} has no default export: export default ${example}`);
  return async (...args) => {
    try {
      return await own(...args);
    } catch (cause) {
      throw new UsageError(`${option} ${path} fails: ${formatThrown(cause)}. Mend it there.`, { cause });
    }
  };
}
