import type { MutationRun, ParityReport, Target } from '@unlith/parity';
import { type Command, InvalidArgumentError } from 'commander';
import { loadFunction } from './load-module.ts';
import { parseCount } from './parse-number.ts';

/** How a suite is put to the test, as {@link addMutationOptions} lets one say. */
export interface MutationWords {
  readonly mutate?: true;
  readonly seed?: string;
  readonly maxMutants?: number;
  readonly maxSeconds?: number;
  readonly minScore?: number;
  readonly reset?: string;
}

/** Adds the options of a command that can put its suite to the test. */
export function addMutationOptions(command: Command): Command {
  return command
    .option(
      '--mutate',
      'then plant faults between player and candidate, one at a time, and say which the suite misses',
    )
    .option('--seed <text>', 'with --mutate: the same seed plants the same faults (default: unlith)')
    .option('--max-mutants <n>', 'with --mutate: at most so many faults (default: 2000)', parseCount)
    .option('--max-seconds <n>', 'with --mutate: no further fault after so long (default: 600)', parseCount)
    .option(
      '--min-score <percent>',
      'with --mutate: exit 1 where fewer of the faults are found',
      parsePercent,
    )
    .option(
      '--reset <module>',
      'with --mutate: module whose default export, () => Promise, gives the candidate a fresh state, or returns another one, { url }',
    );
}

/** Reads the module which the words name. */
export async function resolveMutation(
  { seed, maxMutants, maxSeconds, reset }: MutationWords,
  credentials: MutationRun['candidate']['credentials'],
): Promise<Pick<MutationRun, 'seed' | 'maxMutants' | 'maxSeconds' | 'reset'>> {
  return {
    ...(seed !== undefined && { seed }),
    ...(maxMutants !== undefined && { maxMutants }),
    ...(maxSeconds !== undefined && { maxSeconds }),
    ...(reset !== undefined && { reset: await loadReset(reset, credentials) }),
  };
}

async function loadReset(
  module: string,
  credentials: MutationRun['candidate']['credentials'],
): Promise<NonNullable<MutationRun['reset']>> {
  const reset = await loadFunction<[], Target | undefined>('--reset', module, 'async () => { … }');
  return async () => {
    const target = await reset();
    return target && { ...(credentials && { credentials }), ...target };
  };
}

/** Whether too many of the planted faults were missed. */
export function isScoreTooLow({ minScore = 0 }: MutationWords, { mutation }: ParityReport): boolean {
  return mutation !== undefined && (mutation.score ?? 1) * 100 < minScore;
}

function parsePercent(value: string): number {
  const percent = Number(value);
  if (percent >= 0 && percent <= 100) return percent;
  throw new InvalidArgumentError('Give a percentage from 0 to 100, as --min-score 95.');
}
