/**
 * The functions of a split behind a stand-in for the HTTP API's choice of a route: takes requests and gives answers by IPC.
 * A function is loaded by its first request, in the directory that is its root, and has its own global names.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Manifest } from '../../../src/manifest/index.ts';
import { type Handler, onHandler, type Request, toEvent } from '../../adapter/exchange.ts';
import { createSelection } from '../select-function.ts';

const out = process.argv[2] ?? '';
const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest;
const select = createSelection(manifest.functions);
const handlers = new Map<string, Promise<Handler>>();

process.on('message', async ({ id, request }: { id: number; request: Request }) => {
  const { rawPath } = toEvent(request);
  const { name, routeKey } = select(request.method, rawPath);
  try {
    enter(name);
    const handler = handlers.get(name) ?? load(name);
    handlers.set(name, handler);
    const loaded = await handler;
    const answer = await onHandler((event, context) => loaded({ ...event, routeKey }, context))(request);
    process.send?.({ id, name, answer });
  } catch (error) {
    process.send?.({ id, name, error: (error as Error).stack });
  }
});
process.send?.({ ready: true });

/** Where Lambda starts a function: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
function enter(name: string): void {
  const root = join(out, describe(name).directory);
  process.chdir(root);
  process.env.LAMBDA_TASK_ROOT = root;
}

async function load(name: string): Promise<Handler> {
  const { directory, file } = describe(name);
  const path = join(out, directory, file);
  const loaded = path.endsWith('.mjs') ? await import(pathToFileURL(path).href) : createRequire(path)(path);
  return loaded.handler;
}

function describe(name: string) {
  const found = manifest.functions.find((each) => each.name === name);
  if (!found) throw new Error(`The manifest describes no function ${name}.`);
  return found;
}
