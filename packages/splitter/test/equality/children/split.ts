/**
 * The functions of a split behind a stand-in for the HTTP API's choice of a route: takes requests and gives answers by IPC.
 * Every function is a thread of its own, started by its first request: another's global names and patches are not there.
 */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Manifest } from '../../../src/manifest/index.ts';
import { type Request, toEvent } from '../../adapter/exchange.ts';
import { unanswered } from '../outcome.ts';
import { createSelection } from '../select-function.ts';

const out = process.argv[2] ?? '';
const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest;
const select = createSelection(manifest.functions);
const workers = new Map<string, Worker>();

interface Asked {
  readonly id: number;
  readonly request: Request;
  readonly timeoutMs: number;
}

process.on('message', async ({ id, request, timeoutMs }: Asked) => {
  const { rawPath } = toEvent(request);
  const { name, routeKey } = select(request.method, rawPath);
  process.chdir(directoryOf(name)); // Threads have the process's: requests come one after another.
  const worker = workers.get(name) ?? start(name);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const answered = once(worker, 'message', { signal });
    worker.postMessage({ request, routeKey });
    const [outcome] = await answered;
    process.send?.({ id, name, ...outcome });
  } catch (error) {
    // It has ended, or Lambda's timeout ends it: the next request finds a new environment.
    workers.delete(name);
    await worker.terminate();
    process.send?.({ id, name, error: signal.aborted ? unanswered : (error as Error).stack });
  }
});
// Who asks may have been killed.
process.once('disconnect', () => process.exit());
process.send?.({ ready: true });

/** What is the working directory on Lambda. */
const directoryOf = (name: string): string => join(out, 'functions', name);

function start(name: string): Worker {
  const root = directoryOf(name);
  const [base = ''] = manifest.functions.find((each) => each.name === name)?.handler.split('.') ?? [];
  // Lambda takes the first that there is; the app may have one of that name.
  const file = ['.js', '.mjs', '.cjs'].map((extension) => join(root, base + extension)).find(existsSync);
  const worker = new Worker(new URL('./function.mjs', import.meta.url), {
    workerData: file,
    env: { ...process.env, LAMBDA_TASK_ROOT: root },
    stdout: true,
  });
  workers.set(name, worker);
  return worker;
}
