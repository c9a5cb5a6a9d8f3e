import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  exitCodeOf,
  formatCurlScript,
  formatScenarioFile,
  formatTerminal,
  IncompleteRun,
  prepareDirectory,
  type Scenario,
  search,
  writeReport,
  writeWhole,
} from '@unlith/parity';
import type { Command } from 'commander';
import { collect } from '../collect.ts';
import { formatSearch } from '../format-search.ts';
import { listenForInterruption } from '../interruption.ts';
import { loadFunction } from '../load-module.ts';
import { parseCount } from '../parse-number.ts';
import { addReadOptions, type ReadWords } from '../read-options.ts';
import {
  addReportOptions,
  freezeFindings,
  type ReportWords,
  resolveReportOptions,
} from '../report-options.ts';
import { loadSuite } from '../suite.ts';
import { createCredentials } from '../tokens.ts';

interface SearchWords extends ReadWords, ReportWords {
  readonly baseline: string;
  readonly candidate: string;
  readonly calibration?: string;
  readonly suite: string;
  readonly token: readonly string[];
  readonly reset?: string;
  readonly seed: string;
  readonly time: number;
  readonly count?: number;
  readonly steps: number;
  readonly concurrency: number;
  readonly timeout?: number;
}

/** `unlith search`: plays random sequences of a suite's requests on two APIs; exits 1 with the shortest to which they answer differently. */
export function addSearchCommand(program: Command): void {
  addReportOptions(addReadOptions(program.command('search')))
    .description('look for the shortest sequence of requests to which two APIs answer differently')
    .requiredOption('--baseline <url>', 'the API whose answers are right: the lith')
    .requiredOption('--candidate <url>', 'the API that must answer alike: the split')
    .option(
      '--calibration <url>',
      'a second, fresh lith; without it, what looks like an id or a time may vary',
    )
    .requiredOption(
      '--suite <file>',
      'what sequences are made of: a module that exports `scenarios`, and `routes` and `accepted` if it likes; or any file that `unlith import` reads',
    )
    .option(
      '--token <name=token>',
      'token of a credential that scenarios name; or UNLITH_TOKEN_<NAME>',
      collect,
      [],
    )
    .option(
      '--reset <module>',
      'module whose default export, () => Promise, gives all APIs a fresh state, before every sequence; without it nothing is shortened',
    )
    .option('--seed <text>', 'the same seed makes the same sequences', 'unlith')
    .option('--time <seconds>', 'no further sequence after so long', parseCount, 60)
    .option('--count <n>', 'at most so many sequences', parseCount)
    .option('--steps <n>', 'at most so many of one sequence', parseCount, 20)
    .option('--concurrency <n>', 'how many requests race each other; 1 for none', parseCount, 2)
    .option('--timeout <ms>', 'longest wait for an answer (default: 30000)', parseCount)
    .action(searchForDifference);
}

async function searchForDifference(words: SearchWords): Promise<void> {
  const suite = await loadSuite(words.suite, '--suite', words);
  const { accepted = [], ...reporting } = resolveReportOptions(words);
  const credentials = createCredentials(words.token, process.env);
  const at = (url: string) => ({ url, credentials });
  await prepareDirectory(words.out);
  const { report, scenario } = await search({
    ...reporting,
    ...suite,
    accepted: [...(suite.accepted ?? []), ...accepted],
    baseline: at(words.baseline),
    candidate: at(words.candidate),
    ...(words.calibration !== undefined && { calibration: at(words.calibration) }),
    ...(words.reset !== undefined && {
      reset: await loadFunction<[], undefined>('--reset', words.reset, 'async () => { … }'),
    }),
    seed: words.seed,
    maxSeconds: words.time,
    ...(words.count !== undefined && { maxSequences: words.count }),
    maxSteps: words.steps,
    concurrency: words.concurrency,
    ...(words.timeout !== undefined && { timeoutMs: words.timeout }),
    signal: listenForInterruption(),
  }).catch(async (error: unknown) => {
    if (!(error instanceof IncompleteRun)) throw error;
    await writeReport(error.report, { directory: words.out, formats: words.format });
    console.log(formatTerminal(error.report));
    throw error.cause;
  });
  const files = await writeScenario(scenario, words.out);
  await writeReport(report, { directory: words.out, formats: words.format });
  console.log(`${formatTerminal(report)}\n\n${formatSearch(report, files)}`);
  process.exitCode = exitCodeOf(await freezeFindings(words, report));
}

/** Writes what shows the difference; without any, what an earlier search has found there goes. */
async function writeScenario(scenario: Scenario | undefined, directory: string): Promise<readonly string[]> {
  const [json, script] = ['divergence.json', 'divergence.sh'].map((name) => join(directory, name)) as [
    string,
    string,
  ];
  if (!scenario) {
    await Promise.all([json, script].map((file) => rm(file, { force: true })));
    return [];
  }
  await writeWhole(json, formatScenarioFile([scenario]));
  await writeWhole(script, formatCurlScript(scenario));
  return [json, script];
}
