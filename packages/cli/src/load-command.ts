import { exitCodes } from '@unlith/parity/exit-code';
import type { Command } from 'commander';

export type AddCommand = (program: Command) => void;

/** A command works with a package that is not installed: one sentence that says how to have it. */
class MissingPackage extends Error {
  override readonly name = 'MissingPackage';
  readonly exitCode = exitCodes.environment;
}

/**
 * Loads a command. Only `@unlith/parity` comes with unlith: where a command's own packages are not installed, help names
 * them, and the command ends with exit code 3.
 */
export async function loadCommand(name: string, load: () => Promise<AddCommand>): Promise<AddCommand> {
  try {
    return await load();
  } catch (error) {
    const missing = findMissingPackage(error);
    if (missing === undefined) throw error;
    const needs = `needs ${missing}, which is not installed: npm install --save-dev ${missing}`;
    return (program) =>
      program
        .command(name)
        .description(needs)
        .allowUnknownOption()
        .allowExcessArguments()
        .action(() => {
          throw new MissingPackage(`unlith ${name} ${needs}`);
        });
  }
}

function findMissingPackage(error: unknown): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_MODULE_NOT_FOUND' ? /^Cannot find package '([^']+)'/.exec(message)?.[1] : undefined;
}
