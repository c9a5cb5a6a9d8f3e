import { readFileSync } from 'node:fs';
import { exitCodes, toFailure } from '@unlith/parity/exit-code';
import { Command, CommanderError } from 'commander';
import { type AddCommand, loadCommand } from './load-command.ts';

/** By name. Each brings along the packages that it works with, which no other should wait for. */
const commands = new Map<string, () => Promise<AddCommand>>([
  ['routes', async () => (await import('./commands/routes.ts')).addRoutesCommand],
  ['split', async () => (await import('./commands/split.ts')).addSplitCommand],
  ['try', async () => (await import('./commands/try.ts')).addTryCommand],
  ['up', async () => (await import('./commands/up.ts')).addUpCommand],
  ['import', async () => (await import('./commands/import.ts')).addImportCommand],
  ['parity', async () => (await import('./commands/parity.ts')).addParityCommand],
  ['search', async () => (await import('./commands/search.ts')).addSearchCommand],
  ['shadow', async () => (await import('./commands/shadow.ts')).addShadowCommand],
]);

/** Runs the command that the words name. Commands, and whatever ends them, set the process's exit code. */
export async function unlith(words: readonly string[]): Promise<void> {
  const program = new Command('unlith')
    .description('Takes an Express Lambda-lith apart, one route at a time, and proves that nothing changed')
    .version(readVersion())
    .exitOverride()
    .showHelpAfterError('unlith --help lists the commands, unlith <command> --help what one of them takes.');
  const named = commands.get(words[0] ?? '');
  try {
    const loading = named ? [[words[0] as string, named] as const] : commands;
    for (const [name, load] of loading) (await loadCommand(name, load))(program);
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return version;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
  const { exitCode, message } = toFailure(error);
  console.error(message);
  return exitCode;
}
