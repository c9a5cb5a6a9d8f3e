import { unlith } from '../src/unlith.ts';
import type { Outcome } from './run-unlith.ts';

/** Runs the command in this process, which takes a thousandth of the time; one at a time. */
export async function runHere(words: readonly string[]): Promise<Outcome> {
  const { exitCode } = process;
  const said = { stdout: '', stderr: '' };
  const restore = [
    listen(process.stdout, 'write', (text) => (said.stdout += text)),
    listen(process.stderr, 'write', (text) => (said.stderr += text)),
    listen(console, 'log', (text) => (said.stdout += `${text}\n`)),
    listen(console, 'error', (text) => (said.stderr += `${text instanceof Error ? text.stack : text}\n`)),
  ];
  process.exitCode = undefined;
  try {
    await unlith(words);
    return { code: Number(process.exitCode ?? 0), ...said };
  } finally {
    process.exitCode = exitCode;
    for (const undo of restore) undo();
  }
}

function listen<Name extends string>(
  speaker: { [name in Name]: unknown },
  name: Name,
  hear: (said: unknown) => void,
): () => void {
  const own = speaker[name];
  speaker[name] = (said: unknown) => {
    hear(said);
    return true;
  };
  return () => {
    speaker[name] = own;
  };
}
