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
