import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { play } from '../../src/index.ts';
import { forkObserver } from '../../src/shadow/fork-observer.ts';
import type { ShadowFigures } from '../../src/shadow/observer-report.ts';
import { startParcelApi } from '../support/parcel-api.ts';
import { parcelRoutes, parcelScenarios } from '../support/parcel-scenarios.ts';
import { connect } from '../support/raw-http.ts';
import { answerJson, serve, shadowing } from '../support/shadowing.ts';

describe('what the two answer', () => {
  it('is compared by route, and counted', async () => {
    const shadow = await shadowing(
      { baseline: await serve({ sum: 2 }), candidate: await serve({ sum: 2 }) },
      { startObserver: forkObserver },
    );
    for (const path of ['/sums/1', '/sums/2', '/sums?x=1']) await fetch(shadow.url + path);
    await fetch(`${shadow.url}/sums`, { method: 'POST', body: '{}' });
    const report = await shadow.close();
    expect(report).toMatchObject({ exchanges: 3, findings: [], shadow: { requests: 4, copied: 3 } });
    expect(report.routes).toMatchObject([
      { routeKey: 'GET /sums/{id}', exchanges: 2, differing: 0 },
      { routeKey: 'GET /sums', exchanges: 1 },
    ]);
    expect(report.notCompared).toEqual([
      { route: 'POST /sums', reason: 'it may write, and only safe requests are copied', steps: 1 },
    ]);
  });

  it('is a finding, with an exchange to look at, where it differs; the client sees the baseline’s', async () => {
    const shadow = await shadowing({
      baseline: await serve({ sum: 2 }),
      candidate: await serve({ sum: 3 }),
      routes: ['GET /sums/{a}/{b}', 'GET /idle'],
    });
    const answer = await fetch(`${shadow.url}/sums/1/1`);
    expect(await answer.json()).toEqual({ sum: 2 });
    const report = await shadow.close();
    expect(report.findings).toMatchObject([
      {
        code: 'parity.body-value',
        routeKey: 'GET /sums/{a}/{b}',
        where: 'body:/sum',
        baseline: 2,
        candidate: 3,
      },
    ]);
    expect(report.samples).toMatchObject([{ baseline: { request: { path: '/sums/1/1' } } }]);
    expect(report.notCompared).toEqual([{ route: 'GET /idle', reason: 'no request came for it' }]);
  });

  const id = (letter: string) => `0c9f1f0e-6f5e-4f7b-9c86-1d2b3c4d5e6${letter}`;
  const byPath =
    (answers: Readonly<Record<string, object>>): http.RequestListener =>
    ({ url = '' }, response) =>
      answerJson(response, answers[url]);
  const baselineIds = { '/1': { id: id('a') }, '/2': { id: id('b') }, '/3': { id: id('a') } };

  it.each([
    ['one-to-one: nothing', { '/1': { id: id('c') }, '/2': { id: id('d') }, '/3': { id: id('c') } }, []],
    [
      'one for two: an id mismatch',
      { '/1': { id: id('c') }, '/2': { id: id('c') }, '/3': { id: id('c') } },
      ['parity.id-mismatch'],
    ],
  ])('may have ids of its own, %s', async (_, candidateIds, codes) => {
    const shadow = await shadowing({
      baseline: await serve(byPath(baselineIds)),
      candidate: await serve(byPath(candidateIds)),
    });
    for (const path of Object.keys(baselineIds)) await fetch(shadow.url + path);
    const report = await shadow.close();
    expect(report.findings.map(({ code }) => code)).toEqual(codes);
  });

  it('may have ids of its own only where a second baseline has them', async () => {
    const { '/1': one, '/2': two } = baselineIds;
    const baseline = { baseline: await serve(one), candidate: await serve(two) };
    const free = await shadowing(baseline);
    const calibrated = await shadowing({ ...baseline, calibration: await serve(one) });
    for (const { url } of [free, calibrated]) await fetch(url);
    expect((await free.close()).findings).toEqual([]);
    expect((await calibrated.close()).findings).toMatchObject([
      { code: 'parity.body-value', where: 'body:/id' },
    ]);
  });

  it('is not compared where two baselines differ, which is said', async () => {
    const shadow = await shadowing({
      baseline: await serve({ visitors: 1 }),
      calibration: await serve({ visitors: 2 }),
      candidate: await serve({ visitors: 3 }),
    });
    await fetch(shadow.url);
    expect(await shadow.close()).toMatchObject({
      findings: [],
      notCompared: [{ route: 'GET /', reason: 'the two baselines differ, at body:/visitors first' }],
    });
  });
});

describe('copies of all', () => {
  it('write on both sides, in order, and name each side’s own ids', async () => {
    const apis = await Promise.all(Array.from({ length: 3 }, () => startParcelApi()));
    for (const api of apis) onTestFinished(api.close);
    const [baseline = '', candidate = '', calibration = ''] = apis.map(({ url }) => url);
    const shadow = await shadowing({ baseline, candidate, calibration, copy: 'all', routes: parcelRoutes });
    const played = await play(parcelScenarios, { url: shadow.url, credentials: (name) => name });
    const report = await shadow.close();
    expect(report.findings).toEqual([]);
    const steps = played.scenarios.flatMap((scenario) => scenario.steps);
    expect(report).toMatchObject({ exchanges: steps.length, notCompared: [] });
  });
});

describe('what is not copied', () => {
  it.each<[string, http.RequestListener, RequestInit, string]>([
    [
      'a request that is too long',
      (request, response) => request.on('end', () => response.end()).resume(),
      { method: 'POST', body: 'x'.repeat(1_100_000) },
      'a body is too long to be kept',
    ],
    [
      'an answer that is too long',
      (_, response) => response.end('x'.repeat(1_100_000)),
      {},
      'a body is too long to be kept',
    ],
    [
      'a stream of events',
      (_, response) => response.setHeader('content-type', 'text/event-stream').end('data: 1\n\n'),
      {},
      'a body is too long to be kept',
    ],
    [
      'an answer that is broken off',
      (_, response) =>
        void response.writeHead(200, { 'content-length': 9 }).write('x', () => response.destroy()),
      {},
      'it was broken off',
    ],
  ])('%s passes, and is counted', async (_, listener, init, reason) => {
    const shadow = await shadowing({
      baseline: await serve(listener),
      candidate: await serve({}),
      copy: 'all',
    });
    await fetch(shadow.url, init)
      .then((answer) => answer.text())
      .catch(() => {});
    expect(await shadow.close()).toMatchObject({
      exchanges: 0,
      shadow: { requests: 1, copied: 0 },
      notCompared: [{ reason, steps: 1 }],
    });
  });

  it('is counted where the baseline gives no answer', async () => {
    const shadow = await shadowing({ baseline: 'http://127.0.0.1:1', candidate: await serve({}) });
    expect((await fetch(shadow.url)).status).toBe(502);
    expect((await shadow.close()).notCompared).toMatchObject([{ reason: 'the baseline gave no answer' }]);
  });

  it('is counted where too many copies are under way', async () => {
    const held: http.ServerResponse[] = [];
    const candidate = await serve((_, response) => void held.push(response));
    const shadow = await shadowing({ baseline: await serve({}), candidate, maxInFlight: 2 });
    for (let i = 0; i < 5; i++) await (await fetch(shadow.url)).text();
    await expect.poll(() => held).toHaveLength(2);
    for (const response of held) answerJson(response, {});
    expect(await shadow.close()).toMatchObject({
      exchanges: 2,
      findings: [],
      notCompared: [{ route: 'GET /', reason: 'too many copies were under way', steps: 3 }],
    });
  });

  it('is most, of a sample', async () => {
    const shadow = await shadowing({ baseline: await serve({}), candidate: await serve({}), sample: 1e9 });
    await fetch(shadow.url);
    expect((await shadow.close()).notCompared).toMatchObject([{ reason: 'it is not in the sample' }]);
  });
});

describe('the report', () => {
  it('is written while traffic goes on', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'shadow-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    const file = join(directory, 'reports', 'findings.json');
    const figures: ShadowFigures[] = [];
    const shadow = await shadowing({
      baseline: await serve({ sum: 2 }),
      candidate: await serve({ sum: 3 }),
      file,
      intervalMs: 20,
      onFigures: (now) => figures.push(now),
    });
    await fetch(shadow.url);
    await expect
      .poll(() => figures.at(-1))
      .toEqual({ requests: 1, copied: 1, compared: 1, differing: 1, unanswered: 0 });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ findings: [{ where: 'body:/sum' }] });
    await fetch(shadow.url);
    expect(await shadow.close()).toEqual(JSON.parse(await readFile(file, 'utf8')));
  });

  it.each([
    ['a report that cannot be written', { file: '/dev/null/findings.json' }, 'report.unwritable'],
    ['a candidate that is no URL', { candidate: 'somewhere' }, 'target.url'],
    ['a host that is not ours', { host: '192.0.2.1' }, 'proxy.port'],
  ])('%s is said at once', async (_, options, code) => {
    const url = 'http://127.0.0.1:1';
    await expect(shadowing({ baseline: url, candidate: url, ...options })).rejects.toMatchObject({ code });
  });
});

it('lets requests that are under way end before it closes', async () => {
  let answer: (() => void) | undefined;
  const baseline = await serve((_, response) => {
    answer = () => answerJson(response, {});
  });
  const shadow = await shadowing({ baseline, candidate: await serve({}) });
  const { socket, received } = await connect(shadow.url);
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await expect.poll(() => answer).toBeDefined();
  const closing = shadow.close();
  answer?.();
  expect(await closing).toMatchObject({ exchanges: 1, findings: [] });
  expect(received()).toContain('200 OK');
});
