import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UsageError } from '../errors.ts';

/** A file that is looked at before it is read. */
export interface RequestFile {
  readonly path: string;
  /** How places call it: the path without its folders. */
  readonly name: string;
  /** The first 64 KiB. */
  readonly head: string;
  /** All of it. @throws UsageError `source.too-large` above {@link wholeFileMiB}. */
  text(): Promise<string>;
  /** One line after the other, however many. @throws UsageError `source.too-large` for one above {@link lineMiB}. */
  lines(): AsyncIterable<string>;
}

/** What is read as a whole is held in memory several times over. */
const wholeFileMiB = 256;
/** A Lambda event has at most 6 MiB, and some more as text. */
const lineMiB = 16;
const headBytes = 65_536;

/** @throws UsageError `source.unreadable`. */
export async function openRequestFile(path: string): Promise<RequestFile> {
  const { size, head } = await readHead(path).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(
      'source.unreadable',
      `${path} cannot be read (${cause.code}). Name a file with requests.`,
      {
        cause,
      },
    );
  });
  return {
    path,
    name: basename(path),
    head,
    async text() {
      if (size > wholeFileMiB * 2 ** 20)
        throw tooLarge(path, `${Math.round(size / 2 ** 20)} MiB`, wholeFileMiB);
      return withoutMark(await readFile(path, 'utf8'));
    },
    lines: () => splitLines(createReadStream(path, 'utf8'), path),
  };
}

async function readHead(path: string): Promise<{ size: number; head: string }> {
  const { size } = await stat(path);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return { size, head: withoutMark(buffer.toString('utf8', 0, bytesRead)) };
  } finally {
    await file.close();
  }
}

const withoutMark = (text: string) => text.replace(/^\uFEFF/, '');

/** Not `readline`, which would gather a line of any length. */
async function* splitLines(chunks: AsyncIterable<string>, path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > lineMiB * 2 ** 20) throw tooLarge(path, 'a line with more', lineMiB);
  }
  if (rest) yield rest;
}

function tooLarge(path: string, size: string, limitMiB: number): UsageError {
  return new UsageError(
    'source.too-large',
    `${path} has ${size}; up to ${limitMiB} MiB are read at once. Cut it into several, or save it as JSON lines.`,
  );
}
