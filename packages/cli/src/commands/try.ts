import { once } from 'node:events';
import { join } from 'node:path';
import {
  exitCodeOf,
  exitCodes,
  formatTerminal,
  prepareDirectory,
  writeReport,
  writeWhole,
} from '@unlith/parity';
import type { Command } from 'commander';
import { withCleanUp } from '../clean-up.ts';
import { collect } from '../collect.ts';
import { loadSeed } from '../seed-cloud.ts';
import { orShowIncomplete } from '../show-incomplete.ts';
import { addSplitOptions, resolveSplitOptions, type SplitWords } from '../split-options.ts';
import { loadSuite } from '../suite.ts';
import { createCredentials } from '../tokens.ts';
import { formatTry } from '../try/format-try.ts';
import { readTables } from '../try/read-tables.ts';
import type { Trial, TrialOutcome } from '../try/try-app.ts';
import type { TryReport } from '../try/try-report.ts';

interface TryCommandOptions extends SplitWords {
  readonly scenarios?: string;
  readonly token: readonly string[];
  readonly tables?: string;
  readonly seed?: string;
  readonly readOnly?: true;
  readonly random: string;
  readonly test?: string;
  readonly out: string;
  readonly keep?: true;
  readonly json?: true;
}

/** `unlith try <entry>`: splits an app, runs it beside its lith on this machine, and compares what they answer. */
export function addTryCommand(program: Command): void {
  addSplitOptions(program.command('try'))
    .description(
      'split an Express app, run lith and split side by side on this machine, and compare their answers',
    )
    .argument('<entry>', 'module that exports the app or a factory of it, or listens with it')
    .option(
      '--scenarios <module>',
      'requests of your own: a module that exports `scenarios`, as for `unlith parity`',
    )
    .option(
      '--token <name=token>',
      'token of a credential that scenarios name; or UNLITH_TOKEN_<NAME>',
      collect,
      [],
    )
    .option(
      '--tables <file>',
      'DynamoDB tables by the variable that names them, as JSON; each side gets its own',
    )
    .option('--seed <module>', 'module whose default export, (cloud) => Promise, fills the tables')
    .option(
      '--read-only',
      'send only GET, HEAD and OPTIONS: for an app that writes to a database which both sides share',
    )
    .option('--random <seed>', 'other random requests', 'unlith')
    .option(
      '--test <command>',
      'tests of your own: run with BASE_URL set, first to the lith, then to the split',
    )
    .option(
      '--out <directory>',
      'where try.json, findings.json, findings.html and findings.xml (JUnit) go',
      'reports',
    )
    .option('--keep', 'leave both running until Ctrl-C, and print their URLs')
    .option('--json', 'print the report as JSON instead of tables')
    .action(tryOut);
}

async function tryOut(entry: string, options: TryCommandOptions): Promise<void> {
  const trial = await resolveTrial(entry, options);
  await prepareDirectory(options.out);
  // Brings the CDK along, which no other command should wait for.
  const { tryApp } = await import('../try/try-app.ts');
  await withCleanUp(async (workshop) => {
    const outcome = await orShowIncomplete(
      tryApp(trial, workshop, (step) => console.error(step)),
      async (incomplete) => {
        console.log(options.json ? JSON.stringify(incomplete) : formatTerminal(incomplete));
        await writeReport(incomplete, { directory: options.out });
      },
    );
    const { report, urls } = outcome;
    await writeReports(outcome, options.out);
    console.log(
      options.json ? JSON.stringify(report) : `\n${formatTry(report)}\n${join(options.out, 'try.json')}`,
    );
    process.exitCode = exitCodeOfTry(report);
    if (!options.keep) return;
    console.error(`\nlith   ${urls.lith}\nsplit  ${urls.split}\nCtrl-C stops both.`);
    if (!workshop.signal.aborted) await once(workshop.signal, 'abort');
  });
}

/** As deployed: else Express shows stacks on its error pages, and a stack names places in a bundle. */
const production = { NODE_ENV: 'production' };

async function resolveTrial(entry: string, options: TryCommandOptions): Promise<Trial> {
  return {
    split: {
      entry,
      env: { ...production, ...options.env },
      options: resolveSplitOptions(options),
      slimming: { without: options.slim },
    },
    tables: options.tables === undefined ? {} : readTables(options.tables),
    seed: options.seed === undefined ? undefined : await loadSeed(options.seed),
    suite: options.scenarios === undefined ? undefined : await loadSuite(options.scenarios, '--scenarios'),
    credentials: createCredentials(options.token, process.env),
    generate: {
      seed: options.random,
      ...(options.readOnly && { methods: ['GET', 'HEAD', 'OPTIONS'] }),
    },
    coldStartRounds: 3,
    test: options.test,
  };
}

/** Findings are what the split does otherwise than the lith, also when it may do no more than it needs. */
function exitCodeOfTry({ parity, proof, tests }: TryReport): number {
  const isFailing = [tests?.candidate, proof?.test, proof?.findings.length, proof?.denied.length].some(
    Boolean,
  );
  return isFailing ? exitCodes.findings : exitCodeOf(parity);
}

async function writeReports({ report, evidence }: TrialOutcome, out: string): Promise<void> {
  await writeReport(report.parity, { directory: out });
  await writeWhole(join(out, 'try.json'), `${JSON.stringify(report, null, 2)}\n`);
  if (evidence.seen.length > 0)
    await writeWhole(join(out, 'evidence.json'), `${JSON.stringify(evidence, null, 2)}\n`);
}
