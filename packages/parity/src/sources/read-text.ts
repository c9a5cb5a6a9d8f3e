import { readFileSync, statSync } from 'node:fs';
import { UsageError } from '../errors.ts';

/** What is read as a whole is held in memory several times over. */
const wholeFileMiB = 256;

/**
 * Reads a file that has to be read as a whole; what the file system says of it is thrown as it is.
 *
 * @throws UsageError `source.too-large` above 256 MiB; `source.encoding` for one that is not UTF-8.
 */
export function readText(path: string): string {
  const sizeMiB = statSync(path).size / 2 ** 20;
  if (sizeMiB > wholeFileMiB) throw tooLarge(path, `${Math.round(sizeMiB)} MiB`, wholeFileMiB);
  const bytes = readFileSync(path);
  checkEncoding(bytes, path);
  return withoutMark(bytes.toString());
}

/** @throws UsageError `source.encoding` for what begins like a compressed file, or like UTF-16. */
export function checkEncoding(bytes: Uint8Array, path: string): void {
  const start = Buffer.from(bytes.subarray(0, 2)).toString('hex');
  const found = encodings[start];
  if (found) throw new UsageError('source.encoding', `${path} is ${found.name}. ${found.next}`);
}

const utf16 = { name: 'UTF-16', next: 'Save it as UTF-8.' };
const encodings: Readonly<Record<string, { name: string; next: string }>> = {
  '1f8b': { name: 'compressed by gzip', next: 'Unpack it first, with gunzip.' },
  '504b': { name: 'a ZIP archive', next: 'Unpack it first, with unzip.' },
  fffe: utf16,
  feff: utf16,
};

export const withoutMark = (text: string) => text.replace(/^\uFEFF/, '');

export function tooLarge(path: string, size: string, limitMiB: number): UsageError {
  return new UsageError(
    'source.too-large',
    `${path} has ${size}; up to ${limitMiB} MiB are read at once. Cut it into several, or save it as JSON lines.`,
  );
}
