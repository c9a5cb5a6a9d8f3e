import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export const fixture = (path: string) => fileURLToPath(new URL(`fixtures/${path}`, import.meta.url));

/** The command as a user runs it; what it wants of temporary files it makes in `temporary`. */
export function startUnlith(
  words: readonly string[],
  temporary = tmpdir(),
  stdout: 'pipe' | number = 'pipe',
): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', main, ...words], {
    stdio: ['ignore', stdout, 'pipe'],
    env: { ...process.env, TMPDIR: temporary },
  });
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Resolves when the command has ended. */
export async function ended(command: ChildProcess): Promise<Outcome> {
  const [stdout, stderr] = [collect(command.stdout), collect(command.stderr)];
  const [code] = (await once(command, 'close')) as [number | null];
  return { code, stdout: stdout(), stderr: stderr() };
}

/** Resolves with the first match in what the command writes to its standard error. */
export async function said(command: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let text = '';
  if (!command.stderr) throw new Error('its standard error is a pipe');
  for await (const [chunk] of on(command.stderr.setEncoding('utf8'), 'data', { close: ['end'] })) {
    text += chunk;
    const match = pattern.exec(text);
    if (match) return match;
  }
  throw new Error(`The command ended without saying ${pattern}: ${text}`);
}

/** Lends a directory, and tells what is left in it. */
export async function withDirectory(use: (directory: string) => Promise<void>): Promise<readonly string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'cli-test-'));
  try {
    await use(directory);
    return await readdir(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
