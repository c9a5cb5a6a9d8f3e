import { join } from 'node:path';
import { splitApp } from '@unlith/splitter';
import type { Command } from 'commander';
import { formatSplit } from '../split/format-split.ts';
import { addSplitOptions, resolveSplitOptions, type SplitWords } from '../split-options.ts';

interface SplitCommandOptions extends SplitWords {
  readonly out: string;
  readonly sourceMaps?: true;
  readonly evidence?: string;
  readonly json?: true;
}

/** `unlith split <entry> --out <dir>`: bundles and manifest of an app's functions. */
export function addSplitCommand(program: Command): void {
  addSplitOptions(program.command('split'))
    .description('make one bundle for each function of a layout, and a manifest of them')
    .argument('<entry>', 'module that exports the app or a factory of it, or listens with it')
    .requiredOption(
      '--out <directory>',
      'where manifest.json and functions/ go; what was there is replaced at the end',
    )
    .option('--source-maps', 'write a source map beside each bundle')
    .option(
      '--evidence <file>',
      'what functions were seen to use (unlith try writes it): becomes their permissions',
    )
    .option('--json', 'print the manifest instead of a table')
    .action(split);
}

async function split(entry: string, options: SplitCommandOptions): Promise<void> {
  const startedAtMs = performance.now();
  console.error(`splitting ${entry}`);
  const manifest = await splitApp({
    entry,
    env: options.env,
    out: options.out,
    options: resolveSplitOptions(options),
    slimming: { without: options.slim },
    sourceMaps: options.sourceMaps ?? false,
    ...(options.evidence !== undefined && { evidence: options.evidence }),
  });
  console.log(options.json ? JSON.stringify(manifest) : formatSplit(manifest));
  console.error(
    `${join(options.out, 'manifest.json')}, after ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`,
  );
}
