import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import supertest from 'supertest';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { isAlive, listDescendants } from '../src/descendants.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const command of running) command.kill('SIGKILL');
  running.clear();
});

interface Description {
  readonly apis: readonly { readonly stack: string; readonly url: string }[];
  readonly dynamodb: string;
  readonly token: string;
}

describe('unlith up', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'runs a seeded stage until %s, and leaves no process behind',
    async (signal) => {
      const command = startUp('Monolith', '--seed', 'packages/acceptance/src/local-stages.ts');
      const { apis, token } = await readDescription(command);
      const { body } = await supertest(apis[0]?.url ?? '')
        .get('/api/flights')
        .expect(200);
      expect(body.items.length).toBeGreaterThan(0);
      await supertest(apis[0]?.url ?? '')
        .get('/api/bookings')
        .set('authorization', `Bearer ${token}`)
        .expect(200);

      const children = listDescendants(command.pid as number);
      expect(children.length).toBeGreaterThan(1);
      command.kill(signal);
      expect(await once(command, 'close')).toEqual([0, null]);
      await expect.poll(() => children.filter(isAlive)).toEqual([]);
    },
  );

  it('leaves no process behind when it is killed', async () => {
    const command = startUp('Monolith');
    const { apis } = await readDescription(command);
    await supertest(apis[0]?.url ?? '')
      .get('/api/flights')
      .expect(200);
    const children = listDescendants(command.pid as number);
    command.kill('SIGKILL');
    await expect.poll(() => children.filter(isAlive)).toEqual([]);
  });

  it('exits 2 for a seed that is not there', async () => {
    const command = startUp('Monolith', '--seed', 'nowhere.ts');
    expect(await once(command, 'close')).toEqual([2, null]);
  });

  it.each([
    ['a port that is taken', async () => ['--port', String(await occupyPort())], /port/i],
    ['a stack that is not there', async () => ['Monolit'], /Monolit/],
    ['an assembly that is not there', async () => ['--assembly', 'nowhere.out'], /nowhere\.out/],
  ])('exits 3 with the next step for %s', async (_, words, message) => {
    const command = startUp(...(await words()));
    let stderr = '';
    command.stderr?.setEncoding('utf8').on('data', (chunk) => {
      stderr += chunk;
    });
    const [code] = await once(command, 'close');
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringMatching(message) });
    expect(stderr).not.toContain('    at ');
  });
});

function startUp(...words: string[]): ChildProcess {
  const assembly = words.includes('--assembly') ? [] : ['--assembly', inject('assembly')];
  const command = spawn(
    process.execPath,
    ['--import', 'tsx', 'packages/cli/src/main.ts', 'up', ...words, ...assembly, '--json'],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  running.add(command);
  return command;
}

async function readDescription(command: ChildProcess): Promise<Description> {
  if (!command.stdout) throw new Error('The command has no output');
  for await (const line of createInterface(command.stdout)) return JSON.parse(line) as Description;
  throw new Error('The command ended without a word');
}

/** A port that somebody else listens on, until the test process ends. */
async function occupyPort(): Promise<number> {
  const server = createServer().unref().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
