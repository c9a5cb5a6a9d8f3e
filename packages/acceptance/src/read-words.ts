import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '@unlith/parity';

/**
 * The options of a command line, without the `--` that `pnpm <script> -- …` hands on.
 *
 * @throws UsageError `command.words` for an option that there is none of, a word too many, or a number that is none.
 */
export function readWords<Options extends NonNullable<ParseArgsConfig['options']>>(options: Options) {
  try {
    return parseArgs({ args: process.argv.slice(2).filter((word) => word !== '--'), options }).values;
  } catch (cause) {
    const [flaw] = (cause as Error).message.split('. ');
    const known = Object.keys(options).map((name) => `--${name}`);
    const next = known.length > 0 ? `Options are ${known.join(' and ')}.` : 'It takes none.';
    throw new UsageError('command.words', `${flaw}. ${next}`, { cause });
  }
}

/** @throws UsageError `command.words` for what is no whole number above 0. */
export function toCount(option: string, value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0) return count;
  throw new UsageError('command.words', `--${option} ${value} is no number. Give a whole one above 0.`);
}
