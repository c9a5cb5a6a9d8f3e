import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { createReaper } from '../../src/processes/reaper.ts';

const idle = ['-e', 'setInterval(() => {}, 1000)'];

it('kills every child on close', async () => {
  const reaper = createReaper();
  const children = [1, 2].map(() => reaper.spawn(process.execPath, idle, { stdio: 'ignore' }));
  await reaper.close();
  expect(children.map((child) => isAlive(child.pid))).toEqual([false, false]);
});

it('kills grandchildren with their parent', async () => {
  const reaper = createReaper();
  const child = reaper.spawn('/bin/sh', ['-c', 'sleep 1000 & echo $!; wait'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  await reaper.kill(child);
  await expect.poll(() => isAlive(Number(line.toString()))).toBe(false);
  await reaper.close();
});

it('leaves no process behind when its owner is killed', async () => {
  const owner = spawn(process.execPath, ['--import', 'tsx', 'test/fixtures/reaper-owner.ts'], {
    cwd: new URL('../..', import.meta.url).pathname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(owner.stdout, 'data')) as [Buffer];
  const pids = line.toString().trim().split(' ').map(Number);
  expect(pids.map(isAlive)).toEqual([true, true]);
  owner.kill('SIGKILL');
  await expect.poll(() => pids.map(isAlive)).toEqual([false, false]);
});

function isAlive(pid: number | undefined): boolean {
  try {
    return process.kill(pid as number, 0);
  } catch {
    return false;
  }
}
