import type { ParityRun, Target } from '@unlith/parity';
import type { Command } from 'commander';
import { collect } from './collect.ts';
import { listenForInterruption } from './interruption.ts';
import { parseCount } from './parse-number.ts';
import { addReadOptions, type ReadWords } from './read-options.ts';
import { addReportOptions, type ReportWords, resolveReportOptions } from './report-options.ts';
import { loadStores, type Side } from './stores.ts';
import { loadSuite } from './suite.ts';
import { createCredentials } from './tokens.ts';

/** What is played on which APIs, and how it is reported, as {@link addRunOptions} lets one say. */
export interface RunWords extends ReadWords, ReportWords {
  readonly baseline: string;
  readonly candidate: string;
  readonly calibration?: string;
  readonly suite: string;
  readonly stores?: string;
  readonly token: readonly string[];
  readonly timeout?: number;
}

/**
 * Adds the options of commands that play a suite.
 *
 * @param uncalibrated what counts without a second baseline.
 */
export function addRunOptions(command: Command, uncalibrated: string): Command {
  return addReportOptions(addReadOptions(command))
    .requiredOption('--baseline <url>', 'the API whose answers are right: the lith')
    .requiredOption('--candidate <url>', 'the API that must answer alike: the split')
    .option('--calibration <url>', `a second, fresh lith; without it ${uncalibrated}`)
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
    .option('--timeout <ms>', 'longest wait for an answer (default: 30000)', parseCount);
}

/** Reads the files which the words name. */
export async function resolveRun(words: RunWords): Promise<ParityRun> {
  const suite = await loadSuite(words.suite, '--suite', words);
  const credentials = createCredentials(words.token, process.env);
  const { accepted = [], ...reporting } = resolveReportOptions(words);
  const stores = await loadStores(words);
  const toTarget = (side: Side, url: string): Target => ({
    url,
    credentials,
    ...(stores[side] && { stores: stores[side] }),
  });
  return {
    ...reporting,
    ...suite,
    accepted: [...(suite.accepted ?? []), ...accepted],
    baseline: toTarget('baseline', words.baseline),
    candidate: toTarget('candidate', words.candidate),
    ...(words.calibration !== undefined && { calibration: toTarget('calibration', words.calibration) }),
    ...(words.timeout !== undefined && { timeoutMs: words.timeout }),
    signal: listenForInterruption(),
  };
}
