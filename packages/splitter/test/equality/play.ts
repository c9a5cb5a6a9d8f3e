import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { type Answer, askPort, type Request } from '../adapter/exchange.ts';
import type { FixtureApp } from './fixture-app.ts';
import { type Outcome, patience, unanswered } from './outcome.ts';

/** One side of a comparison. */
export interface Side {
  /** What is answered, or why nothing is. */
  ask(request: Request, timeoutMs: number): Promise<Outcome>;
  close(): Promise<void>;
}

export async function startOriginal({ original, directory, env }: FixtureApp): Promise<Side> {
  const tsx = /\.[mc]?tsx?$/.test(original) ? ['--import', import.meta.resolve('tsx')] : [];
  const child = forkChild('original', [original], { cwd: directory, env, execArgv: tsx });
  const [{ port }] = await orEnd(child, once(child, 'message'));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: async (request, timeoutMs) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const { eventStreamMs } = patience;
      return {
        answer: await askPort(port, request, { agent, signal, eventStreamMs }).catch(() => unanswered),
      };
    },
    close: () => {
      agent.destroy();
      return end(child);
    },
  };
}

export async function startSplit({ env }: FixtureApp, out: string): Promise<Side> {
  const child = forkChild('split', [out], { cwd: out, env, execArgv: [] });
  await orEnd(child, once(child, 'message'));
  let id = 0;
  return {
    ask: (request, timeoutMs) => {
      id += 1;
      child.send({ id, request, timeoutMs });
      return orEnd(child, receive(child, id));
    },
    close: () => end(child),
  };
}

interface Received {
  readonly id: number;
  readonly name: string;
  readonly answer?: Answer;
  readonly error?: string;
}

function receive(child: ChildProcess, id: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const listen = ({ name: by, answer, error, ...message }: Received) => {
      if (message.id !== id) return;
      child.off('message', listen);
      resolve({ answer: answer ?? error ?? '', by });
    };
    child.on('message', listen);
  });
}

interface ChildOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly execArgv: readonly string[];
}

function forkChild(
  name: 'original' | 'split',
  parameters: string[],
  { cwd, env, execArgv }: ChildOptions,
): ChildProcess {
  const { PATH = '' } = process.env;
  const child = fork(join(childrenDirectory(), `${name}.mjs`), parameters, {
    cwd,
    env: { PATH, ...env },
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords.set(child, `${lastWords.get(child) ?? ''}${text}`.slice(-4000));
  });
  return child;
}

const lastWords = new WeakMap<ChildProcess, string>();

/** Rejects as soon as the child has ended. */
async function orEnd<Result>(child: ChildProcess, awaited: Promise<Result>): Promise<Result> {
  const died = () =>
    new Error(
      `The process ended: ${lastWords
        .get(child)
        ?.match(/^\w*Error: .*(\n +at .*){0,4}/gm)
        ?.at(-1)}`,
    );
  if (child.exitCode !== null) throw died();
  const controller = new AbortController();
  try {
    const ended = once(child, 'exit', { signal: controller.signal }).then(() => {
      throw died();
    });
    return (await Promise.race([awaited, ended])) as Result;
  } finally {
    controller.abort();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

let compiled: string | undefined;

/** Plain JavaScript starts quicker than tsx. */
function childrenDirectory(): string {
  if (compiled) return compiled;
  const directory = mkdtempSync(join(tmpdir(), 'unlith-equality-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  compiled = directory;
  const entryPoints = ['original', 'split', 'function'].map((name) =>
    join(import.meta.dirname, 'children', `${name}.ts`),
  );
  const outExtension = { '.js': '.mjs' };
  buildSync({ entryPoints, outdir: compiled, outExtension, bundle: true, platform: 'node', format: 'esm' });
  return compiled;
}
