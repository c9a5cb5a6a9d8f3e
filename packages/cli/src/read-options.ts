import type { ReadOptions } from '@unlith/parity';
import { type Command, InvalidArgumentError } from 'commander';

/** How requests are read from files, as {@link addReadOptions} lets one say. */
export type ReadWords = Pick<ReadOptions, 'from' | 'limit' | 'keepSecrets'>;

/** Adds the options of commands that read requests from files. */
export function addReadOptions(command: Command): Command {
  return command
    .option('--from <url>', 'the API that recorded requests went to: others are skipped, its path is cut off')
    .option('--limit <number>', 'how many recorded requests are taken at most (default: 10000)', parseLimit)
    .option('--keep-secrets', 'leave tokens, cookies and passwords in recorded requests');
}

function parseLimit(value: string): number {
  const limit = Number(value);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new InvalidArgumentError('Give a number of requests, as --limit 500.');
}
