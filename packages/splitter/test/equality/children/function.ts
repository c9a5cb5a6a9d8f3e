/** One function: loads its bundle and answers, as Lambda's runtime does. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { onHandler, type Request } from '../../adapter/exchange.ts';

const file = String(workerData);
const { handler } = file.endsWith('.mjs')
  ? await import(pathToFileURL(file).href)
  : createRequire(file)(file);

parentPort?.on('message', async ({ request, routeKey }: { request: Request; routeKey: string }) => {
  try {
    const answer = await onHandler((event, context) => handler({ ...event, routeKey }, context))(request);
    parentPort?.postMessage({ answer });
  } catch (error) {
    parentPort?.postMessage({ error: `failed: ${(error as Error).stack}` });
  }
});
