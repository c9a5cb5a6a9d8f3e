import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// What somebody has who installs unlith in a repository without Express, CDK or AWS: tarballs as they would be published.

const packages = fileURLToPath(new URL('../../', import.meta.url));
let directory: string;
const servers: Server[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unlith-standalone-'));
  const tarballs = await Promise.all(['parity', 'cli'].map(pack));
  await writeFile(join(directory, 'package.json'), '{"private": true}');
  const { exitCode, stderr } = await run('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    ...tarballs,
  ]);
  expect(exitCode, stderr).toBe(0);
  const scenarios = [
    { name: 'things', steps: [{ name: 'list', request: { method: 'GET', path: '/things' } }] },
  ];
  await writeFile(
    join(directory, 'scenarios.json'),
    JSON.stringify({ schema: 'unlith/scenarios@1', scenarios }),
  );
});
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(directory, { recursive: true, force: true });
});

async function pack(name: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    'npx',
    ['-y', 'pnpm@12', 'pack', '--json', '--pack-destination', directory],
    { cwd: join(packages, name) },
  );
  return (JSON.parse(stdout) as { filename: string }).filename;
}

/** What a command printed and its exit code, whatever that is. */
const run = (command: string, parameters: string[]) =>
  promisify(execFile)(command, parameters, { cwd: directory }).then(
    (output) => ({ exitCode: 0, ...output }),
    ({ code, stdout, stderr }) => ({ exitCode: code, stdout, stderr }),
  );

async function serve(things: unknown): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(things));
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const unlith = (...words: string[]) => run('npx', ['unlith', ...words]);
const between = (baseline: string, candidate: string) =>
  ['--baseline', baseline, '--candidate', candidate, '--suite', 'scenarios.json'] as const;

describe('unlith, installed alone', () => {
  it('brings neither Express nor CDK nor AWS along', async () => {
    const { packages } = JSON.parse(await readFile(join(directory, 'package-lock.json'), 'utf8'));
    expect(Object.keys(packages).filter((path) => /express|aws|esbuild/.test(path))).toEqual([]);
  });

  it('finds two APIs equal, and others not', async () => {
    const [one, same, other] = await Promise.all([serve([1]), serve([1]), serve([2])]);
    expect(await unlith('parity', ...between(one, same))).toMatchObject({ exitCode: 0 });
    expect(await unlith('parity', ...between(one, other))).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('parity.body-value'),
    });
    expect(await readFile(join(directory, 'reports/findings.json'), 'utf8')).toContain('parity.body-value');
  });

  it('looks for a sequence that tells two APIs apart', async () => {
    const [one, other] = await Promise.all([serve([1]), serve([2])]);
    const found = await unlith('search', ...between(one, other), '--count', '5');
    expect(found).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('divergence.sh') });
  });

  it('says what a command lacks that needs more', async () => {
    expect(await unlith('up', 'Stack', '--port', '3000')).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('npm install --save-dev @unlith/local-cloud'),
    });
    expect(await unlith('--help')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('parity') });
  });

  it('is a library, typed and with a matcher', async () => {
    await writeFile(
      join(directory, 'use.mjs'),
      "import { compareExchanges } from '@unlith/parity'; console.log(typeof compareExchanges);",
    );
    expect(await run(process.execPath, ['use.mjs'])).toMatchObject({ exitCode: 0, stdout: 'function\n' });
    const types = join(directory, 'node_modules/@unlith/parity/dist/index.d.ts');
    expect(await readFile(types, 'utf8')).toContain('compareExchanges');
  });
});
