import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runHere } from './run-here.ts';

const step = (method: string) => ({ name: method, request: { method, path: '/count' } });
const suite = {
  schema: 'unlith/scenarios@1',
  scenarios: [{ name: 'count', steps: ['GET', 'POST'].map(step) }],
};

/** Counts POSTs, as far as it can count; PUT begins again. */
async function serve(most: number): Promise<string> {
  let sum = 0;
  const server = createServer(({ method }, response) => {
    if (method === 'PUT') sum = 0;
    if (method === 'POST') sum = Math.min(most, sum + 1);
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ sum, pairs: Math.floor(sum / 2) }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function search(most: number, ...words: string[]) {
  const out = await mkdtemp(join(tmpdir(), 'unlith-search-'));
  onTestFinished(() => rm(out, { recursive: true }));
  const urls = [await serve(100), await serve(most)] as const;
  const [file, reset] = [join(out, 'suite.json'), join(out, 'reset.mjs')];
  await writeFile(file, JSON.stringify(suite));
  await writeFile(
    reset,
    `export default () => Promise.all(${JSON.stringify(urls)}.map((url) => fetch(url, { method: 'PUT' })));`,
  );
  await writeFile(join(out, 'divergence-3.sh'), 'what an earlier search has found');
  const between = ['--baseline', urls[0], '--candidate', urls[1], '--suite', file, '--reset', reset];
  const bounds = ['--count', '20', '--time', '600', '--shorten', '600', '--concurrency', '1'];
  const reports = ['--out', out, '--format', 'md'];
  return { out, urls, ...(await runHere(['search', ...between, ...bounds, ...reports, ...words])) };
}

describe('unlith search', () => {
  it('exits 0 where no sequence differs', async () => {
    const { code, stdout, out } = await search(100);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('20 sequences') });
    expect(await readdir(out)).toEqual(expect.arrayContaining(['findings.json', 'findings.md']));
    expect(await readdir(out)).not.toContain('divergence.json');
  });

  it('exits 1 with the shortest that does, as a scenario and as curl commands', async () => {
    const { code, stdout, out, urls } = await search(2);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(/shortened to 3 .* 3 of 3 times/),
    });
    const report = JSON.parse(await readFile(join(out, 'findings.json'), 'utf8'));
    expect(report).toMatchObject({
      search: { divergences: [{ steps: 3 }] },
      findings: [{ baseline: 3, candidate: 2 }],
    });
    for (const url of urls) await fetch(url, { method: 'PUT' });
    const found = ['--baseline', urls[0], '--candidate', urls[1], '--suite', join(out, 'divergence.json')];
    expect(await runHere(['parity', ...found, '--out', out])).toMatchObject({ code: 1 });
    await fetch(urls[1], { method: 'PUT' });
    const { stdout: played } = await promisify(execFile)('bash', [join(out, 'divergence.sh'), urls[1]]);
    expect(played.match(/"sum":\d/g)).toEqual(['"sum":1', '"sum":2', '"sum":2']);
  });

  it('leaves one for each cause, if it is to keep going, and none of an earlier search', async () => {
    const { code, stdout, out } = await search(2, '--keep-going');
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining('20 sequences by the seed unlith: 2 differences'),
    });
    const files = (await readdir(out)).filter((name) => name.startsWith('divergence'));
    const names = ['divergence-2.json', 'divergence-2.sh', 'divergence.json', 'divergence.sh'];
    expect(files.toSorted()).toEqual(names);
  });

  it.each([
    ['2 for a suite without requests', ['--suite', 'nothing.json'], 2, 'nothing.json'],
    ['2 for no number', ['--steps', 'many'], 2, 'many'],
    ['3 for an API that is not there', ['--candidate', 'http://127.0.0.1:1'], 3, 'http://127.0.0.1:1'],
  ])('exits %s', async (_, words, code, mention) => {
    expect(await search(100, ...words)).toMatchObject({ code, stderr: expect.stringContaining(mention) });
  });
});
