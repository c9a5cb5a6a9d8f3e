import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from './run-here.ts';

let directory: string;
let suite: string;
let two: Server;
let three: Server;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unlith-cli-'));
  suite = join(directory, 'suite.mjs');
  await writeFile(
    suite,
    `export const scenarios = [{ name: 'sum', steps: [{ name: 'one and one', request: { method: 'GET', path: '/' }, expect: 200 }] }];
     export const routes = ['GET /'];`,
  );
  [two, three] = await Promise.all([serve('{"sum":2}'), serve('{"sum":3}')]);
});
afterAll(async () => {
  two.close();
  three.close();
  await rm(directory, { recursive: true, force: true });
});

describe('unlith parity', () => {
  it('exits 0 when both answer alike, and writes the reports', async () => {
    const { code, stdout } = await parity(two, two);
    expect(code).toBe(0);
    expect(stdout).toContain('0 findings');
    const report = JSON.parse(await readFile(join(directory, 'findings.json'), 'utf8'));
    expect(report).toMatchObject({ schema: 'unlith/findings@1', exchanges: 1, findings: [] });
    expect(await readFile(join(directory, 'findings.xml'), 'utf8')).toContain('<testsuites');
  });

  it('exits 1 when they differ, and says where', async () => {
    const { code, stdout } = await parity(two, three, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).findings).toMatchObject([{ where: 'body:/sum', baseline: 2, candidate: 3 }]);
  });

  it('takes what is accepted in a file out of the findings, until its day', async () => {
    const accepted = join(directory, 'accepted.yaml');
    const write = (expires: string) =>
      writeFile(
        accepted,
        `schema: unlith/accepted@1\naccepted: [{ code: parity.body-value, route: GET /, reason: r, link: l, expires: ${expires} }]`,
      );
    await write('2999-12-31');
    expect(await parity(two, three, '--accepted', accepted)).toMatchObject({ code: 0 });
    await write('2000-01-01');
    const expired = await parity(two, three, '--accepted', accepted);
    expect(expired).toMatchObject({ code: 1, stdout: expect.stringContaining('parity.accepted-expired') });
  });

  it('plants faults when asked, and fails where too many are missed', async () => {
    const weak = await parity(
      two,
      two,
      '--mutate',
      '--min-score',
      '100',
      '--seed',
      's',
      '--max-mutants',
      '50',
    );
    expect(weak).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/Missed\n {2}GET \/ answers a request that is made again/),
    });
    expect(weak.stdout).toMatch(/faults planted in +killed +survived +not applicable +score\nGET \/ /);
    expect(await parity(two, two, '--mutate', '--min-score', '50')).toMatchObject({ code: 0 });
    const { mutation } = JSON.parse(await readFile(join(directory, 'findings.json'), 'utf8'));
    expect(mutation).toMatchObject({ seed: 'unlith', unplanted: 0, routes: [{ routeKey: 'GET /' }] });
  });

  it('knows the findings of an earlier run from the second run on', async () => {
    const known = ['--baseline-file', join(directory, 'known', 'known.json')];
    expect(await parity(two, three, ...known)).toMatchObject({ code: 1 });
    const { code, stdout } = await parity(two, three, ...known, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], known: [{ where: 'body:/sum', findings: 1 }] });
    expect(await parity(two, three, ...known, '--update-baseline')).toMatchObject({ code: 0 });
  });

  it('writes the formats that it is asked for', async () => {
    const out = join(directory, 'formats');
    const manifest = join(directory, 'manifest.json');
    const routes = [{ id: 'GET /', routeKeys: ['GET /'], source: 'src/app.ts:7:3' }];
    await writeFile(manifest, JSON.stringify({ schema: 'unlith/manifest@1', routes }));
    await parity(two, three, '--format', 'md,sarif', '--manifest', manifest, '--out', out);
    expect((await readdir(out)).sort()).toEqual(['findings.json', 'findings.md', 'findings.sarif']);
    expect(await readFile(join(out, 'findings.sarif'), 'utf8')).toContain('"uri": "src/app.ts"');
  });

  it.each([
    ['an unknown format', ['--format', 'pdf'], 'pdf'],
    ['a file of acceptances that is not there', ['--accepted', 'nowhere.yaml'], 'nowhere.yaml'],
    ['nothing to update', ['--update-baseline'], '--baseline-file'],
    ['no suite', ['--baseline', 'http://127.0.0.1:1', '--candidate', 'http://127.0.0.1:1'], '--suite'],
    ['a suite that is not there', ['--suite', 'nowhere.mjs'], 'nowhere.mjs'],
    ['a token without a name', ['--token', 'eyJ'], '"eyJ"'],
    ['an unknown option', ['--turbo'], '--turbo'],
    ['a URL that is none', ['--baseline', 'localhost'], 'localhost'],
  ])('exits 2 for %s', async (name, words, mention) => {
    const rest =
      name === 'no suite' ? [] : ['--baseline', toUrl(two), '--candidate', toUrl(two), '--suite', suite];
    const { code, stderr } = await runHere(['parity', ...rest, ...words]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(mention) });
  });

  it('exits 3 when an API does not answer', async () => {
    const gone = await serve('');
    const url = toUrl(gone);
    await new Promise((resolve) => gone.close(resolve));
    const { code, stderr } = await runHere([
      'parity',
      '--baseline',
      url,
      '--candidate',
      url,
      '--suite',
      suite,
    ]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining(url) });
  });
});

function parity(baseline: Server, candidate: Server, ...words: string[]) {
  const urls = [
    '--baseline',
    toUrl(baseline),
    '--candidate',
    toUrl(candidate),
    '--calibration',
    toUrl(baseline),
  ];
  return runHere(['parity', ...urls, '--suite', suite, '--out', directory, ...words]);
}

async function serve(body: string): Promise<Server> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(body),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const toUrl = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
