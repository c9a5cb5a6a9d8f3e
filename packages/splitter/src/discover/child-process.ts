import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';

export interface ChildOptions {
  /** Working directory of the app. */
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

export interface ChildEnd {
  /** What the child had to say, on a pipe of its own: standard output is the app's. Empty if it was cut short. */
  readonly report: Buffer;
  readonly timedOut: boolean;
  /** `exit code 1`, `signal SIGSEGV` */
  readonly end: string;
  /** The end of what the app printed, on either stream. */
  readonly output: string;
}

const keptCharacters = 4_000;

/**
 * Runs the child to its end, in a process group of its own that is gone afterwards with all that the app has started.
 *
 * @param program the words after `node`.
 */
export async function runChild(
  program: readonly string[],
  { root, env, timeoutMs }: ChildOptions,
): Promise<ChildEnd> {
  const started = spawn(process.execPath, program, {
    cwd: root,
    env: { ...process.env, NODE_PATH: ownNodePath(process.env.NODE_PATH), ...env },
    // In this order: input, output, errors, the report, and what tells the child that we are gone.
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const kill = () => killGroup(started);
  const goWithUs = onOurEnd(kill);
  let timedOut = false;
  const timeout = setTimeout(() => {
    timedOut = true;
    kill();
  }, timeoutMs);
  started.once('exit', kill); // A grandchild would keep the pipes open.
  const report: Buffer[] = [];
  started.stdio[3]?.on('data', (chunk: Buffer) => report.push(chunk));
  let output = '';
  for (const stream of [started.stdout, started.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-keptCharacters);
    });
  }
  try {
    const [exitCode, signal] = await once(started, 'close');
    const end = signal ? `signal ${signal}` : `exit code ${exitCode}`;
    return { report: Buffer.concat(report), timedOut, output, end };
  } finally {
    clearTimeout(timeout);
    goWithUs.dispose();
  }
}

/** A group of its own does not hear the terminal's Ctrl-C: it is told, and the signal does what it would have done. */
function onOurEnd(act: () => void): { dispose(): void } {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const onSignal = (signal: NodeJS.Signals) => {
    act();
    dispose();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const dispose = () => {
    process.off('exit', act);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on('exit', act);
  for (const signal of signals) process.on(signal, onSignal);
  return { dispose };
}

/** What runs us may be a command of pnpm's, which lets Node find packages that the app has not installed. */
function ownNodePath(nodePath = ''): string {
  return nodePath
    .split(delimiter)
    .filter((directory) => !directory.includes('.pnpm'))
    .join(delimiter);
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
