import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { UsageError } from '../errors.ts';
import { checkEncoding, readText, tooLarge, withoutMark } from './read-text.ts';

/** A file that is looked at before it is read. */
export interface RequestFile {
  readonly path: string;
  /** How places call it: the path without its folders. */
  readonly name: string;
  /** The first 64 KiB. */
  readonly head: string;
  /** All of it. @throws UsageError `source.too-large` above what {@link readText} takes. */
  text(): Promise<string>;
  /** One line after the other, however many. @throws UsageError `source.too-large` for one above {@link lineMiB}. */
  lines(): AsyncIterable<string>;
}

/** A Lambda event has at most 6 MiB, and some more as text. */
const lineMiB = 16;
const headBytes = 65_536;

/** @throws UsageError `source.unreadable`; `source.encoding` for a compressed file, or one in UTF-16. */
export async function openRequestFile(path: string): Promise<RequestFile> {
  const head = await readHead(path).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(
      'source.unreadable',
      `${path} cannot be read (${cause.code}). Name a file with requests.`,
      { cause },
    );
  });
  checkEncoding(head, path);
  return {
    path,
    name: basename(path),
    head: withoutMark(head.toString()),
    text: async () => readText(path),
    lines: () => splitLines(createReadStream(path, 'utf8'), path),
  };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Not `readline`, which would gather a line of any length. */
async function* splitLines(chunks: AsyncIterable<string>, path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const [end = '', ...begun] = chunk.split('\n');
    rest += end;
    for (const begin of begun) {
      yield rest;
      rest = begin;
    }
    if (rest.length > lineMiB * 2 ** 20) throw tooLarge(path, 'a line with more', lineMiB);
  }
  if (rest) yield rest;
}
