import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes, toFailure } from '@unlith/parity/exit-code';

/** SIGINT or SIGTERM arrived while a command was at work. */
class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly exitCode = exitCodes.interrupted;
}

/**
 * Runs a command in a directory of its own and cleans up behind it, also when it fails, which it says, or is interrupted.
 *
 * @param work gets the directory, and `defer`: what is deferred runs at the end, last first.
 */
export async function runCommand(
  work: (directory: string, defer: (cleanUp: () => unknown) => void) => Promise<void>,
): Promise<void> {
  const cleanUps: (() => unknown)[] = [];
  let hasEnded = true;
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Interruption(`${signal} interrupted it.`)));
  });
  try {
    const directory = await mkdtemp(join(tmpdir(), 'unlith-'));
    cleanUps.push(() => rm(directory, { recursive: true, force: true }));
    await Promise.race([work(directory, (cleanUp) => cleanUps.push(cleanUp)), interrupted]);
  } catch (error) {
    const { exitCode, message } = toFailure(error);
    console.error(message);
    process.exitCode = exitCode;
    hasEnded = false;
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
  // What was interrupted, or has failed, may still wait for answers that will never come.
  if (!hasEnded) process.exit();
}
