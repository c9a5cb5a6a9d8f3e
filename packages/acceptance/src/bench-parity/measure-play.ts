import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { play, type Scenario } from '@unlith/parity';
import autocannon from 'autocannon';

const connections = 10;
const stepsOfScenario = 100;
/** About as many as take as long as autocannon fires. */
const scenariosOfConnection = 20;
const durationSeconds = 2;

/** Two servers of their own processes, until `close`. */
export async function startServers(): Promise<{ urls: readonly string[]; close: () => void }> {
  const children = ['baseline', 'candidate'].map(() =>
    fork(fileURLToPath(new URL('./answering-server.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] }),
  );
  const urls = await Promise.all(children.map(async (child) => String((await once(child, 'message'))[0])));
  return { urls, close: () => children.forEach((child) => void child.disconnect()) };
}

/** Requests per second to both servers together: as parity plays a suite, and as autocannon fires. */
export function createPlays(urls: readonly string[]): ReadonlyMap<string, () => Promise<number>> {
  return new Map([
    ['play.parity', () => measureParity(urls)],
    ['play.autocannon', () => measureAutocannon(urls)],
  ]);
}

const suite = Array.from(
  { length: connections * scenariosOfConnection },
  (_, nth): Scenario => ({
    name: `things.${nth}`,
    steps: Array.from({ length: stepsOfScenario }, (_, step) => ({
      name: `read ${step}`,
      request: { method: 'GET', path: `/things/${step}` },
      expect: 200,
    })),
  }),
);

async function measureParity(urls: readonly string[]): Promise<number> {
  const start = performance.now();
  await Promise.all(urls.map((url) => play(suite, { url }, { concurrency: connections })));
  const requests = urls.length * suite.length * stepsOfScenario;
  return requests / ((performance.now() - start) / 1000);
}

async function measureAutocannon(urls: readonly string[]): Promise<number> {
  const results = await Promise.all(
    urls.map((url) => autocannon({ url: `${url}/things/1`, connections, duration: durationSeconds })),
  );
  return results.reduce((sum, { requests }) => sum + requests.total / durationSeconds, 0);
}
