import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runHere } from './run-here.ts';
import { ended, startUnlith } from './run-unlith.ts';

describe('unlith shadow', () => {
  it.each([
    ['0 where nothing differs', '{"sum":2}', 0, []],
    ['1 where anything does', '{"sum":3}', 1, [{ where: 'body:/sum' }]],
  ])('answers until it is interrupted, and exits %s', async (_, candidate, exitCode, findings) => {
    const out = await mkdtemp(join(tmpdir(), 'unlith-shadow-'));
    onTestFinished(() => rm(out, { recursive: true }));
    const urls = ['--baseline', await serve('{"sum":2}'), '--candidate', await serve(candidate)];
    const shadow = startUnlith(['shadow', ...urls, '--out', out]);
    onTestFinished(() => void shadow.kill('SIGKILL'));
    if (!shadow.stdout) throw new Error('its standard output is a pipe');
    const [line] = (await once(createInterface(shadow.stdout), 'line')) as [string];
    const answer = await fetch(line.split(' ')[0] ?? '');
    expect(await answer.json()).toEqual({ sum: 2 });
    shadow.kill('SIGINT');
    const { code, stdout, stderr } = await ended(shadow);
    expect({ code, stderr }).toEqual({
      code: exitCode,
      stderr: expect.stringMatching(/^1 request, 1 copied, 1 compared, \d differing, 0 unanswered$/m),
    });
    expect(stdout).toContain('GET /');
    const report = JSON.parse(await readFile(join(out, 'findings.json'), 'utf8'));
    expect(report).toMatchObject({ exchanges: 1, findings, shadow: { requests: 1, copied: 1 } });
  });

  it.each([
    ['a candidate that is no URL', ['--candidate', 'somewhere'], 'somewhere'],
    ['a sample of all', ['--candidate', 'http://127.0.0.1:1', '--copy', 'all', '--sample', '2'], '--sample'],
    ['no number', ['--candidate', 'http://127.0.0.1:1', '--max-in-flight', 'many'], 'many'],
  ])('exits 2 for %s', async (_, words, mention) => {
    const { code, stderr } = await runHere(['shadow', '--baseline', 'http://127.0.0.1:1', ...words]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(mention) });
  });
});

async function serve(body: string): Promise<string> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(body),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
