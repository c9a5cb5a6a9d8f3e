import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  exitCodeOf,
  formatCurlScript,
  formatScenarioFile,
  formatTerminal,
  type ParityReport,
  prepareDirectory,
  type Scenario,
  search,
  writeReport,
  writeWhole,
} from '@unlith/parity';
import type { Command } from 'commander';
import { formatSearch } from '../format-search.ts';
import { loadFunction } from '../load-module.ts';
import { parseCount } from '../parse-number.ts';
import { freezeFindings } from '../report-options.ts';
import { addRunOptions, type RunWords, resolveRun } from '../run-options.ts';
import { orShowIncomplete } from '../show-incomplete.ts';

interface SearchWords extends RunWords {
  readonly reset?: string;
  readonly seed: string;
  readonly time: number;
  readonly count?: number;
  readonly shorten: number;
  readonly keepGoing?: true;
  readonly steps: number;
  readonly concurrency: number;
}

/**
 * `unlith search`: plays random sequences of a suite's requests on two APIs; exits 1 with the shortest to which they answer differently.
 */
export function addSearchCommand(program: Command): void {
  addRunOptions(program.command('search'), 'what looks like an id or a time may vary')
    .description('look for the shortest sequence of requests to which two APIs answer differently')
    .option(
      '--reset <module>',
      'module whose default export, () => Promise, gives all APIs a fresh state, before every sequence; without it nothing is shortened',
    )
    .option('--seed <text>', 'the same seed makes the same sequences', 'unlith')
    .option('--time <seconds>', 'no further sequence after so long', parseCount, 60)
    .option('--count <n>', 'at most so many sequences', parseCount)
    .option('--shorten <seconds>', 'no further attempt to shorten what differs after so long', parseCount, 60)
    .option('--keep-going', 'look on for what differs otherwise, until --time or --count ends it')
    .option('--steps <n>', 'at most so many of one sequence', parseCount, 20)
    .option('--concurrency <n>', 'how many requests race each other; 1 for none', parseCount, 2)
    .action(searchForDifference);
}

async function searchForDifference(words: SearchWords): Promise<void> {
  const run = await resolveRun(words);
  await prepareDirectory(words.out);
  const bounds = {
    seed: words.seed,
    maxSeconds: words.time,
    ...(words.count !== undefined && { maxSequences: words.count }),
    maxShorteningSeconds: words.shorten,
    keepGoing: words.keepGoing ?? false,
    maxSteps: words.steps,
    concurrency: words.concurrency,
    ...(words.reset !== undefined && {
      reset: await loadFunction<[], undefined>('--reset', words.reset, 'async () => { … }'),
    }),
  };
  const files: string[][] = [];
  const onDivergence = async (scenario: Scenario) => {
    files.push(await writeScenario(scenario, { directory: words.out, number: files.length + 1 }));
  };
  const show = async (report: ParityReport) => {
    await writeReport(report, { directory: words.out, formats: words.format });
    console.log(`${formatTerminal(report)}\n\n${formatSearch(report, files)}`);
  };
  await removeScenarios(words.out);
  const { report } = await orShowIncomplete(search({ ...run, ...bounds, onDivergence }), show);
  await show(report);
  process.exitCode = exitCodeOf(await freezeFindings(words, report));
}

/** Writes what shows a difference: the first as `divergence.json`, the second as `divergence-2.json`, each with its script. */
async function writeScenario(
  scenario: Scenario,
  { directory, number }: { directory: string; number: number },
): Promise<string[]> {
  const name = join(directory, number === 1 ? 'divergence' : `divergence-${number}`);
  const [json, script] = [`${name}.json`, `${name}.sh`];
  await writeWhole(json, formatScenarioFile([scenario]));
  await writeWhole(script, formatCurlScript(scenario));
  return [json, script];
}

/** What an earlier search has found there goes. */
async function removeScenarios(directory: string): Promise<void> {
  const found = (await readdir(directory)).filter((name) => /^divergence(-\d+)?\.(json|sh)$/.test(name));
  await Promise.all(found.map((name) => rm(join(directory, name))));
}
