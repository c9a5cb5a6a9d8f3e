import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { type Answer, askPort, type Request } from '../adapter/exchange.ts';
import type { FixtureApp } from './fixture-app.ts';

/** One side of a comparison. */
export interface Side {
  /** What is answered, or why nothing is. */
  ask(request: Request): Promise<Outcome>;
  close(): Promise<void>;
}

export interface Outcome {
  readonly answer: Answer | string;
  /** The function which answered. */
  readonly by?: string;
}

const unanswered = 'no answer in time';

/** An event stream ends on neither side: long enough for any other answer on a busy machine. */
const answerTimeoutMs = 2500;

export async function startOriginal({ entry, directory, env }: FixtureApp): Promise<Side> {
  const tsx = /\.[mc]?tsx?$/.test(entry) ? ['--import', import.meta.resolve('tsx')] : [];
  const child = forkChild('original', [entry], { cwd: directory, env, execArgv: tsx });
  const [{ port }] = await orEnd(child, once(child, 'message'));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: async (request) => {
      const signal = AbortSignal.timeout(answerTimeoutMs);
      const answer = askPort(port, request, { agent, signal }).catch((error: Error) =>
        signal.aborted ? unanswered : `no answer: ${error.message}`,
      );
      return { answer: await answer };
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
    ask: (request) => {
      id += 1;
      child.send({ id, request });
      return orEnd(child, receive(child, id));
    },
    close: () => end(child),
  };
}

function receive(child: ChildProcess, id: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      clearTimeout(timeout);
      child.off('message', listen);
      resolve(outcome);
    };
    const timeout = setTimeout(settle, answerTimeoutMs, { answer: unanswered });
    const listen = (message: { id: number; name: string; answer?: Answer; error?: string }) => {
      if (message.id === id)
        settle({ answer: message.answer ?? `failed: ${message.error}`, by: message.name });
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
  compiled = mkdtempSync(join(tmpdir(), 'unlith-equality-'));
  const entryPoints = ['original', 'split', 'function'].map((name) =>
    join(import.meta.dirname, 'children', `${name}.ts`),
  );
  const outExtension = { '.js': '.mjs' };
  buildSync({ entryPoints, outdir: compiled, outExtension, bundle: true, platform: 'node', format: 'esm' });
  return compiled;
}
