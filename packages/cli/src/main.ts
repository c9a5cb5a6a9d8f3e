#!/usr/bin/env node
import { CloudError } from '@unlith/local-cloud';
import { exitCodes, ParityError } from '@unlith/parity';
import { SplitError } from '@unlith/splitter';
import { Command, CommanderError } from 'commander';
import { addParityCommand } from './commands/parity.ts';
import { addRoutesCommand } from './commands/routes.ts';
import { addSplitCommand } from './commands/split.ts';
import { addTryCommand } from './commands/try.ts';
import { addUpCommand } from './commands/up.ts';
import { UsageError } from './usage-error.ts';

const program = new Command('unlith')
  .description('Takes an Express Lambda-lith apart, one route at a time, and proves that nothing changed')
  .exitOverride()
  .showHelpAfterError();

addRoutesCommand(program);
addSplitCommand(program);
addTryCommand(program);
addUpCommand(program);
addParityCommand(program);

try {
  // `pnpm parity -- --baseline …` hands the `--` on; nothing here takes words that begin with a dash.
  await program.parseAsync(process.argv.filter((argument) => argument !== '--'));
} catch (error) {
  process.exitCode = report(error);
}

/** A user's mistake gets its sentence, a bug its stack. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
  if (error instanceof UsageError) {
    console.error(error.message);
    return exitCodes.usage;
  }
  if (error instanceof ParityError || error instanceof SplitError) {
    console.error(error.message);
    return error.exitCode;
  }
  if (error instanceof CloudError) {
    console.error(error.message);
    return error.code === 'faults.plan' ? exitCodes.usage : exitCodes.environment;
  }
  console.error(error);
  return exitCodes.bug;
}
