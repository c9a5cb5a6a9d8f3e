import { basename, extname } from 'node:path';
import type { Program } from 'oxc-parser';
import { parseSync } from 'oxc-parser';
import { SplitError } from '../errors.ts';

/** Text of a module -> its tree. @throws {SplitError} `split.syntax` */
export function parseSource(file: string, source: string): Program {
  const attempts = sourceTypes(file).map((sourceType) =>
    parseSync(file, source, { sourceType, ...(!extname(file) && { lang: 'js' }) }),
  );
  const parsed = attempts.find(({ errors }) => errors.length === 0);
  if (parsed) return parsed.program;
  const [error] = attempts[0]?.errors ?? [];
  throw new SplitError(
    'split.syntax',
    `${file} cannot be parsed: ${error?.message}. ${error?.codeframe ?? ''}`.trim(),
  );
}

/** Whether a file is a module that can be parsed; `bin/www` has no extension. */
export function isCode(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file) || !basename(file).includes('.');
}

/** A `.js` file may be either; a CommonJS one may return at top level. */
function sourceTypes(file: string): readonly ('module' | 'commonjs' | 'unambiguous')[] {
  if (/\.m[jt]s$/.test(file)) return ['module'];
  return /\.c[jt]s$/.test(file) ? ['commonjs'] : ['unambiguous', 'commonjs'];
}
