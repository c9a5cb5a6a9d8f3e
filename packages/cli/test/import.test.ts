import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from './run-here.ts';

let directory: string;
let requests: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unlith-import-'));
  requests = join(directory, 'requests.sh');
  await writeFile(requests, 'curl http://a.example/sum -u ana:pw\ncurl http://b.example/');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('unlith import', () => {
  it('saves requests as scenarios, and says what it skipped', async () => {
    const out = join(directory, 'scenarios.json');
    const { code, stdout, stderr } = await runHere([
      'import',
      requests,
      '--from',
      'http://a.example',
      '--out',
      out,
    ]);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `1 request in 1 scenario: ${out}\n`,
      stderr: 'skipped requests.sh:2: it went to http://b.example\n',
    });
    expect(JSON.parse(await readFile(out, 'utf8'))).toEqual({
      schema: 'unlith/scenarios@1',
      scenarios: [
        {
          name: 'requests',
          steps: [
            {
              name: '1 GET /sum',
              request: {
                method: 'GET',
                path: '/sum',
                as: 'caller-1',
                present: { headers: { authorization: 'Basic {{token}}' } },
              },
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['requests of several APIs', [], 'http://a.example (1), http://b.example (1)'],
    ['a limit of none', ['--limit', '0'], 'as --limit 500'],
  ])('exits 2 for %s', async (_, words, mention) => {
    const { code, stderr } = await runHere(['import', requests, ...words]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(mention) });
  });
});
