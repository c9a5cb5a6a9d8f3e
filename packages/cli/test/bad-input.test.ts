import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { runHere } from './run-here.ts';

let directory: string;
let api: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unlith-bad-'));
  api = await serve((_, response) => response.end('{}'));
  await put('suite.mjs', `export const scenarios = ${JSON.stringify([scenario])};`);
  await put('a-file', '');
  await mkdir(inHere('a-directory'));
});
afterAll(async () => {
  api.close();
  await rm(directory, { recursive: true, force: true });
});

const get = (path: string) => ({ name: path, request: { method: 'GET', path } });
const scenario = { name: 'walk', steps: ['/a', '/b', '/c', '/d'].map(get) };

describe('unlith parity ends with a sentence', () => {
  it.each<[what: string, words: string[], exitCode: number, says: string]>([
    ['no URL', ['--candidate', 'localhost'], 2, '`localhost` is no base URL of an API. Write one such as'],
    [
      'a password in a URL',
      ['--candidate', 'http://ana:pw@api.example'],
      2,
      'The URL of api.example has a name',
    ],
    ['an unknown option', ['--turbo'], 2, "unknown option '--turbo'"],
    ['a word too many', ['extra'], 2, "too many arguments for 'parity'"],
    ['no time', ['--timeout', 'soon'], 2, 'Give a whole number above 0.'],
    ['no suite', ['--suite', 'none.mjs'], 2, '--suite none.mjs: there is no such file.'],
    [
      'a directory as a suite',
      ['--suite', '<>/a-directory'],
      2,
      'a-directory cannot be read (EISDIR). Name a file',
    ],
    ['a directory of acceptances', ['--accepted', '<>/a-directory'], 2, 'Give the path of a file.'],
    ['reports into a file', ['--out', '<>/a-file'], 3, 'a-file cannot be written: EEXIST'],
    ['reports below a file', ['--out', '<>/a-file/reports'], 3, 'cannot be written: ENOTDIR'],
  ])('for %s', async (_, words, exitCode, says) => {
    const outcome = await parity(words.map(toPath));
    expect(outcome).toEqual({ code: exitCode, stdout: '', stderr: expect.stringContaining(says) });
    expect(outcome.stderr).not.toMatch(/^ +at |^Options:/m);
  });

  it.each<[what: string, module: string, says: string]>([
    ['throws', 'throw new Error("boom")', 'Error: boom (<>/throws.mjs:1:7)'],
    ['throws no error', 'throw null', 'cannot be loaded: null'],
    ['is no module', 'export const = 1', 'is-no-module.mjs cannot be loaded: '],
    ['exports none', 'export const a = 1', 'exports no scenarios: export const scenarios = [defineScenario'],
    ['exports an empty list', 'export const scenarios = []', 'exports no scenarios'],
    ['exports no list', 'export const scenarios = {}', 'its `scenarios` is no list'],
    ['exports routes that are no list', write([scenario], 'routes = 5'), 'its `routes` is no list'],
    ['exports nothing as a scenario', write([null]), 'A scenario has no name'],
    ['has no steps', write([{ name: 'a' }]), 'Scenario a has no steps'],
    [
      'has a step without request',
      write([{ name: 'a', steps: [{ name: 'b' }] }]),
      'Step 1 of scenario a is none',
    ],
    ['has two scenarios of one name', write([scenario, scenario]), 'Two scenarios are named walk'],
    ['has two steps of one name', write([{ name: 'a', steps: [get('/'), get('/')] }]), 'two steps named /'],
  ])('for a suite that %s', async (what, module, says) => {
    const file = await put(`${what.replaceAll(' ', '-')}.mjs`, module);
    const outcome = await parity(['--suite', file]);
    expect(outcome).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(toPath(says)) });
    expect(outcome.stderr).not.toMatch(/^ +at /m);
  });

  it.each<[option: string, what: string, text: string, says: string]>([
    ['--accepted', 'no YAML', '{{{', 'Flow map'],
    ['--accepted', 'nothing', '', 'Begin it with `schema: unlith/accepted@1`'],
    ['--accepted', 'an unknown code', toAccepted('code: parity.none'), ':2:19: `code` is "parity.none"'],
    [
      '--accepted',
      'no such day',
      toAccepted('code: parity.status, route: /, reason: r, link: l, expires: 2026-02-31'),
      '`expires` is "2026-02-31"',
    ],
    ['--accepted', 'an alias of nothing', toAccepted('code: *none'), 'Unresolved alias'],
    ['--baseline-file', 'no JSON', '{{{', 'is no list of known findings'],
    ['--baseline-file', 'nothing', '', 'is no list of known findings'],
    [
      '--baseline-file',
      'other entries',
      '{"schema":"unlith/known-findings@1","known":[1]}',
      'is no list of known',
    ],
    ['--manifest', 'no JSON', '{', 'is neither JSON nor YAML'],
    [
      '--manifest',
      'no routes',
      '{"schema":"unlith/manifest@1","routes":5}',
      'is no unlith/manifest@1: routes',
    ],
  ])('for %s with %s', async (option, what, text, says) => {
    const file = await put(`${option}-${what}`, text);
    const outcome = await parity([option, file]);
    expect(outcome).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(says) });
    expect(outcome.stderr).not.toMatch(/^ +at /m);
  });

  it.each(['--accepted', '--baseline-file', '--manifest', '--suite'])(
    'for a gigabyte as %s, before it is in memory',
    async (option) => {
      const file = await put('gigabyte.json', '{"openapi": "3.1.0"');
      await truncate(file, 2 ** 30);
      expect(await parity([option, file])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('1024 MiB'),
      });
    },
  );
});

describe('unlith parity reports what it compared', () => {
  it.each<[what: string, listener: RequestListener, says: string]>([
    [
      'hangs up',
      (request) => request.socket.destroy(),
      'it closed the connection before it had answered (ECONNRESET)',
    ],
    ['does not answer', () => {}, 'did not answer GET /c within 200 ms'],
  ])('until the candidate %s', async (what, listener, says) => {
    const candidate = await serve((request, response) => {
      if (request.url === '/c') listener(request, response as never);
      else response.end('{"sum":3}');
    });
    onTestFinished(candidate.close);
    const out = inHere(`out ${what}`);
    const words = [
      '--candidate',
      candidate.url,
      '--timeout',
      '200',
      '--format',
      'html,xml,md,sarif',
      '--out',
      out,
    ];
    const { code, stdout, stderr } = await parity(words);
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining(`${candidate.url} `) });
    expect(stderr).toContain(says);
    expect(stdout).toContain('2 of 4 steps compared, then the run ended');
    const read = (format: string) => readFile(join(out, `findings.${format}`), 'utf8');
    expect(JSON.parse(await read('json'))).toMatchObject({
      exchanges: 2,
      causes: [{ findings: 2 }],
      incomplete: { exitCode: 3, steps: 4 },
    });
    for (const format of ['html', 'xml', 'md', 'sarif']) expect(await read(format)).toContain('GET /c');
  });

  it('until a scenario throws', async () => {
    const steps = `[${JSON.stringify(get('/a'))}, { name: 'throws', request: () => JSON.parse('{') }]`;
    const suite = await put('throwing.mjs', `export const scenarios = [{ name: 'a', steps: ${steps} }];`);
    expect(await parity(['--suite', suite])).toEqual({
      code: 2,
      stdout: expect.stringContaining('1 of 2 steps compared'),
      stderr: expect.stringMatching(
        /^a > throws: its request function threw SyntaxError.* Mend the scenario\.$/m,
      ),
    });
  });
});

it('unlith parity --mutate says where a module of its own throws', async () => {
  const post = { name: '/a', request: { method: 'POST', path: '/a' } };
  const suite = await put('post.mjs', write([{ name: 'post', steps: [post] }], 'routes = ["POST /a"]'));
  const reset = await put('reset.mjs', 'export default () => { throw new Error("boom"); };');
  expect(await parity(['--suite', suite, '--mutate', '--reset', reset])).toEqual({
    code: 2,
    stdout: expect.stringContaining('1 of 1 step compared, then the run ended: --reset'),
    stderr: expect.stringContaining(`--reset ${reset} fails: Error: boom (${reset}:1:30). Mend it there.`),
  });
});

describe('unlith import ends with a sentence', () => {
  it.each<[what: string, file: string, content: string, says: string]>([
    ['a page', 'a.har', '<html>', 'a.har is not JSON'],
    ['half a HAR', 'a.har', '{"log":{"entries":[{"re', 'a.har is not JSON'],
    ['a HAR without entries', 'a.har', '{"log":{}}', 'it has no list `log.entries`. Save it anew'],
    ['a HAR with none', 'a.har', '{"log":{"entries":[]}}', 'holds no request that can be sent'],
    ['nothing', 'a.txt', '', 'is no file with requests. Give one of these'],
    ['Swagger', 'a.json', '{"swagger":"2.0"}', 'convert older ones'],
    [
      'half a scenario file',
      'a.json',
      '{"schema":"unlith/scenarios@1","sc',
      'a.json:1:35 is neither JSON nor YAML',
    ],
    ['an unfinished command', 'a.sh', "curl 'http://", "a quote ' is opened, and not closed"],
  ])('for %s', async (_, file, content, says) => {
    const outcome = await runHere(['import', await put(file, content), '--out', inHere('scenarios.json')]);
    expect(outcome).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(says) });
    expect(outcome.stderr).not.toMatch(/^ +at /m);
  });

  it.each<[what: string, words: string[], exitCode: number, says: string]>([
    ['a file that is not there', ['<>/none.har'], 2, 'none.har cannot be read (ENOENT). Name a file'],
    ['a directory', ['<>/a-directory'], 2, 'cannot be read (EISDIR)'],
    [
      'a directory to write to',
      ['<>/a.sh', '--out', '<>/a-directory'],
      3,
      'a-directory cannot be written: EISDIR',
    ],
    ['no API', ['<>/a.sh', '--from', 'nowhere'], 2, '`nowhere` is no URL of an API'],
    ['no file', [], 2, "missing required argument 'file'"],
  ])('for %s', async (_, words, exitCode, says) => {
    await put('a.sh', 'curl http://a.example/');
    const outcome = await runHere(['import', ...words.map(toPath)]);
    expect(outcome).toEqual({ code: exitCode, stdout: '', stderr: expect.stringContaining(says) });
  });
});

describe('unlith shadow ends with a sentence', () => {
  it.each<[what: string, words: string[], exitCode: number, says: string]>([
    ['a port that is none', ['--port', '99999'], 2, 'Give a port from 1 to 65535'],
    ['a certificate without a key', ['--tls-cert', '<>/a-file'], 2, 'belong together. Give both.'],
    ['no certificate', ['--tls-cert', 'none', '--tls-key', 'none'], 2, '--tls-cert none is not there'],
    ['a candidate that is no URL', ['--candidate', 'ftp://api.example'], 2, 'is no base URL'],
    ['reports into a file', ['--out', '<>/a-file'], 3, 'cannot be written: EEXIST'],
  ])('for %s', async (_, words, exitCode, says) => {
    const urls = ['--baseline', api.url, '--candidate', api.url, '--out', inHere('shadow')];
    const outcome = await runHere(['shadow', ...urls, ...words.map(toPath)]);
    expect(outcome).toEqual({ code: exitCode, stdout: '', stderr: expect.stringContaining(says) });
    expect(outcome.stderr).not.toMatch(/^ +at /m);
  });
});

/** Later words win. */
function parity(words: readonly string[]) {
  const suite = ['--suite', inHere('suite.mjs'), '--out', inHere('reports')];
  return runHere(['parity', '--baseline', api.url, '--candidate', api.url, ...suite, ...words]);
}

const inHere = (name: string) => join(directory, name);
const toPath = (word: string) => word.replace('<>', directory);

async function put(name: string, content: string): Promise<string> {
  await writeFile(inHere(name), content);
  return inHere(name);
}

function write(scenarios: readonly unknown[], more = 'routes = []'): string {
  return `export const scenarios = ${JSON.stringify(scenarios)}; export const ${more};`;
}

function toAccepted(entry: string): string {
  return `schema: unlith/accepted@1\naccepted: [{${entry}}]`;
}

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close().closeAllConnections(),
  };
}
