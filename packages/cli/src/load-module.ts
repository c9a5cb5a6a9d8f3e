import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from './usage-error.ts';

/**
 * Imports a module that an option names, relative to the working directory.
 *
 * @throws {UsageError} when there is no such module, or it cannot be loaded; then with the module's own stack.
 */
export async function loadModule(option: string, path: string): Promise<Record<string, unknown>> {
  if (!existsSync(path)) throw new UsageError(`${option} ${path}: there is no such file.`);
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
  } catch (cause) {
    const { code, message, stack = message } = cause as NodeJS.ErrnoException;
    if (code === 'ERR_UNKNOWN_FILE_EXTENSION')
      throw new UsageError(
        `${option} ${path} is TypeScript, which Node.js ${process.version} does not run: install tsx and say NODE_OPTIONS="--import tsx", or take Node.js 22.18 or newer.`,
        { cause },
      );
    const reason = code === 'ERR_MODULE_NOT_FOUND' ? message : stack;
    throw new UsageError(`${option} ${path} cannot be loaded: ${reason}`, { cause });
  }
}
