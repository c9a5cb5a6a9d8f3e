import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes } from '@unlith/parity/exit-code';
import { listenForInterruption } from './interruption.ts';

/** What a command leaves for its end. */
export interface Workshop {
  /** A directory of its own, gone at the end. */
  readonly directory: string;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /** What is deferred runs at the end, last first. */
  defer(cleanUp: () => unknown): void;
}

/**
 * Runs a command's work and cleans up behind it: also when it fails, and when it is interrupted; then the
 * exit code is 130, unless the work has set another. A later signal ends the process at once.
 */
export async function withCleanUp(work: (workshop: Workshop) => Promise<void>): Promise<void> {
  const cleanUps: (() => unknown)[] = [];
  const signal = listenForInterruption();
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  try {
    const directory = await mkdtemp(join(tmpdir(), 'unlith-'));
    // At once: in the meantime, work that was interrupted would go on, and write into it again.
    cleanUps.push(() => rmSync(directory, { recursive: true, force: true }));
    const working = work({ directory, signal, defer: (cleanUp) => cleanUps.push(cleanUp) });
    await Promise.race([working, interrupted]);
  } catch (error) {
    if (!signal.aborted) throw error;
    process.exitCode ??= exitCodes.interrupted;
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
  // What was interrupted may still wait for answers that will never come.
  if (signal.aborted) process.exit();
}
