import {
  exitCodeOf,
  exitCodes,
  formatTerminal,
  type ParityReport,
  type PlayEvent,
  prepareDirectory,
  runMutation,
  runParity,
  writeReport,
} from '@unlith/parity';
import type { Command } from 'commander';
import { formatMutation } from '../format-mutation.ts';
import { count } from '../format-table.ts';
import {
  addMutationOptions,
  isScoreTooLow,
  type MutationWords,
  resolveMutation,
} from '../mutation-options.ts';
import { freezeFindings } from '../report-options.ts';
import { addRunOptions, type RunWords, resolveRun } from '../run-options.ts';
import { orShowIncomplete } from '../show-incomplete.ts';

interface ParityOptions extends RunWords, MutationWords {
  readonly json?: true;
}

/**
 * `unlith parity`: plays a suite against two deployed APIs; exits 0 when they are equal, 1 when they differ. Where it cannot go
 * on, or is interrupted, it reports what it had compared.
 */
export function addParityCommand(program: Command): void {
  addMutationOptions(addRunOptions(program.command('parity'), 'ids and times count as differences, too'))
    .description('send the same requests to two APIs and report every difference')
    .option('--json', 'print the report as JSON instead of a table')
    .action(parity);
}

async function parity(options: ParityOptions): Promise<void> {
  const resolved = await resolveRun(options);
  await prepareDirectory(options.out);
  const run = options.mutate ? runMutation : runParity;
  const mutation = await resolveMutation(options, resolved.candidate.credentials);
  const report = await orShowIncomplete(
    run({ ...resolved, ...mutation, onProgress: showProgress }),
    (incomplete) => show(incomplete, options),
  );
  await show(report, options);
  const failing = await freezeFindings(options, report);
  process.exitCode = isScoreTooLow(options, report) ? exitCodes.findings : exitCodeOf(failing);
}

async function show(report: ParityReport, { json, out, format }: ParityOptions): Promise<void> {
  console.log(json ? JSON.stringify(report) : formatTerminal(report));
  if (report.mutation && !json) console.log(formatMutation(report.mutation));
  await writeReport(report, { directory: out, formats: format });
}

/** Progress goes to standard error, so that `--json` can be piped. */
function showProgress(event: PlayEvent): void {
  if (event.type === 'play.started') {
    console.error(
      `playing ${count(event.steps, 'step')} in ${count(event.scenarios, 'scenario')} against ${event.target}`,
    );
  }
}
