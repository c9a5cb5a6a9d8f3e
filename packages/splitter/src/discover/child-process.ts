import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DiscoveryRequest } from './report.ts';

export interface ChildOptions {
  /** Working directory of the app. */
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

export interface ChildEnd {
  readonly timedOut: boolean;
  /** `exit code 1`, `signal SIGSEGV` */
  readonly end: string;
  /** The end of what the app printed, on either stream. */
  readonly output: string;
}

const child = fileURLToPath(new URL('./child/child.ts', import.meta.url));
const keptCharacters = 4_000;

/** Runs the child to its end, in a process group of its own that is gone afterwards with all that the app has started. */
export function runChild(
  request: DiscoveryRequest,
  { root, env, timeoutMs }: ChildOptions,
): Promise<ChildEnd> {
  return new Promise((resolve, reject) => {
    const started = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), child, JSON.stringify(request)],
      {
        cwd: root,
        env: { ...process.env, NODE_PATH: ownNodePath(process.env.NODE_PATH), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      },
    );
    let output = '';
    let timedOut = false;
    const keep = (text: string) => {
      output = (output + text).slice(-keptCharacters);
    };
    started.stdout.setEncoding('utf8').on('data', keep);
    started.stderr.setEncoding('utf8').on('data', keep);
    const timeout = setTimeout(() => {
      timedOut = true;
      killGroup(started);
    }, timeoutMs);
    const stopWithUs = () => killGroup(started);
    process.once('exit', stopWithUs);
    started.once('error', reject);
    started.once('exit', () => {
      clearTimeout(timeout);
      process.off('exit', stopWithUs);
      killGroup(started); // A grandchild would keep the pipes open.
    });
    started.once('close', (exitCode, signal) => {
      resolve({ timedOut, output, end: signal ? `signal ${signal}` : `exit code ${exitCode}` });
    });
  });
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
