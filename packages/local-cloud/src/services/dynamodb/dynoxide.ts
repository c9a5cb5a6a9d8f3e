import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { CloudError } from '../../cloud-error.ts';
import type { Reaper } from '../../processes/reaper.ts';

/** A dynoxide process of our own (https://github.com/nubo-db/dynoxide). */
export interface DynoxideProcess {
  readonly endpoint: string;
  close(): Promise<void>;
}

export interface DynoxideOptions {
  readonly reaper: Reaper;
  /** SQLite file; in memory when absent. */
  readonly databasePath?: string | undefined;
  /** Path of the executable, for tests. */
  readonly binary?: string | undefined;
}

/**
 * Starts dynoxide and resolves when it listens. It needs a port named beforehand, so a free one is picked; when
 * somebody else takes it in between, another is tried. Its own announcement is waited for instead of any answer on the
 * port, which could be another cloud's.
 */
export async function startDynoxide(options: DynoxideOptions): Promise<DynoxideProcess> {
  const { reaper, databasePath, binary = findBinary() } = options;
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort();
    const path = databasePath === undefined ? [] : ['--db-path', databasePath];
    const child = reaper.spawn(binary, ['serve', '--port', String(port), ...path], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {},
    });
    const failure = await waitUntilListening(child);
    if (failure === undefined) {
      return { endpoint: `http://127.0.0.1:${port}`, close: () => reaper.kill(child) };
    }
    if (attempt === 5 || !/in use/iu.test(failure)) throw createStartError(binary, failure);
  }
}

/** Resolves with what went wrong, or with `undefined` when the child listens. */
async function waitUntilListening(child: ChildProcess): Promise<string | undefined> {
  const lines: string[] = [];
  const output = createInterface(child.stderr as Readable);
  const listening = new Promise<undefined>((resolve) => {
    output.on('line', (line) => {
      if (lines.length < 20) lines.push(line);
      if (line.includes('listening on')) resolve(undefined);
    });
  });
  const ended = once(child, 'close').then(([code]) => lines.join(' ') || `exit code ${String(code)}`);
  return Promise.race([listening, ended]).catch((error: Error) => error.message);
}

function findBinary(): string {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch (cause) {
    const problem = {
      code: 'dynamodb.no-database',
      message: `the embedded DynamoDB (@dynoxide/linux-x64) is not installed for ${process.platform} ${process.arch}.`,
      place: '@dynoxide/linux-x64',
      nextStep:
        'On Linux x64 install with optional dependencies; elsewhere start a DynamoDB Local and pass its address ' +
        'with --dynamodb-endpoint http://127.0.0.1:8000.',
    };
    throw new CloudError([problem], { cause });
  }
}

function createStartError(binary: string, failure: string): CloudError {
  const message = `the embedded DynamoDB did not start: ${failure}.`;
  const nextStep = 'Fix what it says, or pass another DynamoDB with --dynamodb-endpoint.';
  return new CloudError([{ code: 'dynamodb.not-started', message, place: binary, nextStep }]);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
