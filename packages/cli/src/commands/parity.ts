import {
  exitCodeOf,
  exitCodes,
  formatTerminal,
  IncompleteRun,
  type ParityReport,
  type PlayEvent,
  prepareDirectory,
  runMutation,
  runParity,
  type Target,
  writeReport,
} from '@unlith/parity';
import type { Command } from 'commander';
import { collect } from '../collect.ts';
import { formatMutation } from '../format-mutation.ts';
import { listenForInterruption } from '../interruption.ts';
import {
  addMutationOptions,
  isScoreTooLow,
  type MutationWords,
  resolveMutation,
} from '../mutation-options.ts';
import { parseCount } from '../parse-number.ts';
import { addReadOptions, type ReadWords } from '../read-options.ts';
import {
  addReportOptions,
  freezeFindings,
  type ReportWords,
  resolveReportOptions,
} from '../report-options.ts';
import { loadStores, type Side } from '../stores.ts';
import { loadSuite } from '../suite.ts';
import { createCredentials } from '../tokens.ts';

interface ParityOptions extends ReadWords, ReportWords, MutationWords {
  readonly baseline: string;
  readonly candidate: string;
  readonly calibration?: string;
  readonly suite: string;
  readonly stores?: string;
  readonly token: readonly string[];
  readonly timeout?: number;
  readonly json?: true;
}

/**
 * `unlith parity`: plays a suite against two deployed APIs; exits 0 when they are equal, 1 when they differ. Where it cannot go
 * on, or is interrupted, it reports what it had compared.
 */
export function addParityCommand(program: Command): void {
  addMutationOptions(addReportOptions(addReadOptions(program.command('parity'))))
    .description('send the same requests to two APIs and report every difference')
    .requiredOption('--baseline <url>', 'the API whose answers are right: the lith')
    .requiredOption('--candidate <url>', 'the API that must answer alike: the split')
    .option('--calibration <url>', 'a second, fresh lith; without it ids and times count as differences, too')
    .requiredOption(
      '--suite <file>',
      'module that exports `scenarios`, and `routes`, `accepted`, `notCompared` if it likes; or any file that `unlith import` reads',
    )
    .option(
      '--stores <file>',
      'what requests left behind is compared, too: JSON that names the DynamoDB tables of each side, or a module that exports its stores',
    )
    .option(
      '--token <name=token>',
      'token of a credential that scenarios name; or UNLITH_TOKEN_<NAME>',
      collect,
      [],
    )
    .option('--timeout <ms>', 'longest wait for an answer (default: 30000)', parseCount)
    .option('--json', 'print the report as JSON instead of a table')
    .action(parity);
}

async function parity(options: ParityOptions): Promise<void> {
  const suite = await loadSuite(options.suite, '--suite', options);
  const credentials = createCredentials(options.token, process.env);
  const { accepted = [], ...reporting } = resolveReportOptions(options);
  const stores = await loadStores(options);
  const toTarget = (side: Side, url: string): Target => ({
    url,
    credentials,
    ...(stores[side] && { stores: stores[side] }),
  });
  await prepareDirectory(options.out);
  const run = options.mutate ? runMutation : runParity;
  const report = await run({
    ...reporting,
    ...(await resolveMutation(options, credentials)),
    ...suite,
    accepted: [...(suite.accepted ?? []), ...accepted],
    baseline: toTarget('baseline', options.baseline),
    candidate: toTarget('candidate', options.candidate),
    ...(options.calibration !== undefined && { calibration: toTarget('calibration', options.calibration) }),
    ...(options.timeout !== undefined && { timeoutMs: options.timeout }),
    signal: listenForInterruption(),
    onProgress: showProgress,
  }).catch(async (error: unknown) => {
    if (!(error instanceof IncompleteRun)) throw error;
    await show(error.report, options);
    throw error.cause;
  });
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
    console.error(`playing ${event.steps} steps in ${event.scenarios} scenarios against ${event.target}`);
  }
}
