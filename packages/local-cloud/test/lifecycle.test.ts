import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type App, Stack } from 'aws-cdk-lib';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { expect, it, onTestFinished } from 'vitest';
import { startCloud } from '../src/index.ts';
import { buildStore, synthesize } from './app.ts';

const assembly = synthesize(buildStore);

it('leaves no process behind when its owner is killed', async () => {
  const owner = spawn(process.execPath, ['--import', 'tsx', 'test/fixtures/cloud-owner.ts', assembly], {
    cwd: new URL('..', import.meta.url).pathname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(owner.stdout, 'data')) as [Buffer];
  const [environment] = JSON.parse(line.toString()) as { pid: number }[];
  const children = listChildren(owner.pid as number);
  expect(children).toContain(environment?.pid);
  expect(children.length, 'shell, database, function').toBeGreaterThanOrEqual(3);
  owner.kill('SIGKILL');
  await expect.poll(() => children.filter(isRunning)).toEqual([]);
});

it('leaves nothing behind when it is closed, and may be closed twice', async () => {
  const before = listChildren(process.pid);
  const cloud = await startCloud({ assembly });
  await fetch(`${cloud.apis[0]?.url}/echo/a`);
  const children = listChildren(process.pid).filter((pid) => !before.includes(pid));
  expect(children.length).toBeGreaterThanOrEqual(3);
  await Promise.all([cloud.close(), cloud.close()]);
  expect(children.filter(isRunning)).toEqual([]);
  await expect(fetch(`${cloud.apis[0]?.url}/echo/a`)).rejects.toThrow();
});

it('two clouds run at once, and do not know each other', async () => {
  const clouds = await Promise.all([startCloud({ assembly }), startCloud({ assembly })]);
  onTestFinished(() => Promise.all(clouds.map((cloud) => cloud.close())).then(() => {}));
  const [one, other] = clouds;
  const token = await one?.issueToken({ subject: 'alice', issuer: other?.issuers[0]?.url ?? '' });
  const answers = await Promise.all(
    clouds.map(({ apis }) =>
      fetch(`${apis[0]?.url}/items/x`, { method: 'PUT', body: '{}', headers: { authorization: `${token}` } }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
});

it('says which port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const before = listChildren(process.pid);
  await expect(startCloud({ assembly, port })).rejects.toMatchObject({
    name: 'CloudError',
    problems: [
      { code: 'cloud.port-taken', place: 'Store/Api/Resource', message: expect.stringContaining(`${port}`) },
    ],
  });
  expect(listChildren(process.pid).filter((pid) => !before.includes(pid))).toEqual([]);
});

it.each([
  [{ assembly: '/nowhere' }, 'assembly.unreadable'],
  [{ assembly, stacks: ['Nobody'] }, 'assembly.unknown-stack'],
])('%j: %s', async (options, code) => {
  await expect(startCloud(options)).rejects.toMatchObject({ code });
});

const refused = synthesize((app: App) => {
  const stack = new Stack(app, 'Events');
  for (const id of ['One', 'Two']) new Stream(stack, id);
});

it('refuses what it does not know, all at once', async () => {
  await expect(startCloud({ assembly: refused })).rejects.toMatchObject({
    problems: [{ place: 'Events/One/Resource' }, { place: 'Events/Two/Resource' }],
  });
});

/** Living processes of which `parent` is the parent. */
function listChildren(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => readStatus(pid)?.parent === parent && isRunning(pid));
}

/** A zombie has ended, whether or not somebody has taken note of it. */
function isRunning(pid: number): boolean {
  return !['Z', undefined].includes(readStatus(pid)?.state);
}

function readStatus(pid: number): { state: string; parent: number } | undefined {
  try {
    const [, state = '', parent = ''] = /\) (\S) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
