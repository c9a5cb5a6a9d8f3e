import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The app's own tests, run once against each side. */
export interface TestRuns {
  readonly command: string;
  /** Exit codes: 0 is passed. */
  readonly baseline: number;
  readonly candidate: number;
}

/** Runs a shell command with `BASE_URL` set; its output goes to standard error. Resolves with its exit code. */
export async function runTests(command: string, url: string, signal: AbortSignal): Promise<number> {
  const child = spawn(command, {
    shell: true,
    // A group of its own, so that what the shell has started ends with it.
    detached: true,
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, BASE_URL: url },
  });
  const end = () => child.pid && process.kill(-child.pid, 'SIGTERM');
  signal.addEventListener('abort', end);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return code ?? 1;
  } finally {
    signal.removeEventListener('abort', end);
  }
}
