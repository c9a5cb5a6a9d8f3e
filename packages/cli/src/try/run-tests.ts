import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Target } from '@unlith/parity';

/** The app's own tests, run once against each side. */
export interface TestRuns {
  readonly command: string;
  /** Exit codes: 0 is passed. */
  readonly baseline: number;
  readonly candidate: number;
}

/** The app's own tests, to be pointed at one stage after the other. */
export interface OwnTests {
  readonly command: string;
  /** Resolves with the exit code. */
  run(target: Pick<Target, 'url'>, name: string): Promise<number>;
}

/** A shell command that finds the stage in `BASE_URL`; its output goes to standard error. */
export const createOwnTests = (
  command: string,
  { signal, tell }: { readonly signal: AbortSignal; readonly tell: (step: string) => void },
): OwnTests => ({
  command,
  run({ url }, name) {
    tell(`running ${command} against ${name}`);
    return runShell(command, { BASE_URL: url }, signal);
  },
});

async function runShell(
  command: string,
  variables: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<number> {
  const child = spawn(command, {
    shell: true,
    // A group of its own, so that what the shell has started ends with it.
    detached: true,
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, ...variables },
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
