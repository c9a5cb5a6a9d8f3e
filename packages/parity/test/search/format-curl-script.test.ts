import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { createTemplate, defineScenario, formatCurlScript, type Request } from '../../src/index.ts';
import { startServer } from '../support/server.ts';

/** Plays a script on a server that answers with what it was asked, and gives what it was asked. */
async function play(script: string): Promise<string[]> {
  const asked: string[] = [];
  const { url, close } = await startServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    asked.push(
      [request.method, request.url, request.headers.authorization ?? '-', Buffer.concat(chunks)].join(' '),
    );
    response.setHeader('set-cookie', ['seen=1; Path=/', `session=s${asked.length}; HttpOnly`]);
    response.setHeader('etag', `"v${asked.length}"`);
    response.end(JSON.stringify({ 'a/b': [{ id: `it's ${asked.length}` }] }));
  });
  onTestFinished(close);
  const env = { ...process.env, UNLITH_TOKEN_ANA: 'jwt-a', UNLITH_TOKEN_BEN_2: 'jwt-b' };
  await promisify(execFile)('bash', ['-c', script, 'found.sh', url], { env });
  return asked;
}

const ask = (path: string, more: Partial<Request> = {}) => createTemplate({ method: 'GET', path, ...more });

it('hands values on from answers to requests, as a scenario does', async () => {
  const scenario = defineScenario({
    name: 'found',
    steps: [
      {
        name: "1: it's first",
        request: ask('/first', { as: 'ana' }),
        capture: { id: 'body:/a~1b/0/id', tag: 'header:etag', key: 'cookie:session', code: 'status' },
      },
      {
        name: '2',
        request: ask('/{{key}}?tag={{code}}', {
          method: 'PUT',
          json: { id: '{{id}}', n: '{{code:number}}', text: "{{!id}} isn't" },
        }),
      },
      {
        name: '3',
        request: ask('/{{key}}', { method: 'POST', as: 'ana', text: '{{tag}}' }),
        rivals: [{ as: 'ben-2' }],
      },
    ],
  });
  const [first, second, ...race] = await play(formatCurlScript(scenario));
  expect([first, second]).toEqual([
    'GET /first Bearer jwt-a ',
    `PUT /s1?tag=200 - {"id":"it's 1","n":200,"text":"{{id}} isn't"}`,
  ]);
  expect(race.toSorted()).toEqual(['POST /s1 Bearer jwt-a "v1"', 'POST /s1 Bearer jwt-b "v1"']);
});
