import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from './usage-error.ts';

/**
 * Imports a module that an option names, relative to the working directory.
 *
 * @throws {UsageError} when there is no such module; what the module itself throws goes through.
 */
export async function loadModule(option: string, path: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new UsageError(`${option} ${path} cannot be loaded: ${(cause as Error).message}`, { cause });
  }
}
