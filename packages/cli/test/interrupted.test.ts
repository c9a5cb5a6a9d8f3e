import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ended, startUnlith } from './run-unlith.ts';

it('unlith parity reports what it has compared when it is ended', async () => {
  const { command, readReport } = await start({ hangsAt: '/c', whenAsked: interrupt });
  // As pnpm and tsx pass on a Ctrl-C that has come already.
  function interrupt() {
    for (let times = 0; times < 3; times++) command.kill('SIGTERM');
  }
  const { code, stdout, stderr } = await ended(command);
  expect({ code, stderr }).toEqual({
    code: 130,
    stderr: expect.stringContaining('SIGTERM interrupted it.'),
  });
  expect(stdout).toContain('2 of 4 steps compared, then the run ended');
  expect(await readReport()).toMatchObject({
    exchanges: 2,
    incomplete: { code: 'run.interrupted', exitCode: 130 },
  });
});

it('unlith parity writes its reports although nobody reads what it prints', async () => {
  const { command, readReport } = await start();
  command.stdout?.destroy();
  expect(await ended(command)).toMatchObject({ code: 0, stderr: expect.not.stringContaining('EPIPE') });
  expect(await readReport()).toMatchObject({ exchanges: 4, findings: [] });
});

it.runIf(existsSync('/dev/full'))('unlith says when there is no room for what it prints', async () => {
  const full = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(full));
  expect(await ended(startUnlith(['parity', '--help'], tmpdir(), full))).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/^Standard output cannot be written: ENOSPC[^\n]*\n$/),
  });
});

/** Starts a run of four steps, at one of which the candidate may hang. */
async function start({ hangsAt, whenAsked }: { hangsAt?: string; whenAsked?: () => void } = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'unlith-interrupted-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const steps = ['/a', '/b', '/c', '/d'].map((path) => ({ name: path, request: { method: 'GET', path } }));
  const suite = join(directory, 'suite.json');
  await writeFile(
    suite,
    JSON.stringify({ schema: 'unlith/scenarios@1', scenarios: [{ name: 'walk', steps }] }),
  );
  const baseline = await serve((_, response) => response.end('{}'));
  const candidate = await serve(({ url }, response) => {
    if (url === hangsAt) whenAsked?.();
    else response.end('{}');
  });
  const words = ['--baseline', baseline, '--candidate', candidate, '--suite', suite, '--out', directory];
  const command = startUnlith(['parity', ...words]);
  onTestFinished(() => void command.kill('SIGKILL'));
  const readReport = async () => JSON.parse(await readFile(join(directory, 'findings.json'), 'utf8'));
  return { command, readReport };
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(() => void server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
