import { describe, expect, it, onTestFinished } from 'vitest';
import {
  defineScenario,
  exitCodeOf,
  IncompleteRun,
  type ParityReport,
  type ParityRun,
  runMutation,
  runParity,
  type Step,
} from '../src/index.ts';
import { startServer } from './support/server.ts';

const step = (name: string): Step => ({ name, request: { method: 'GET', path: `/${name}` } });
const scenarios = [
  defineScenario({ name: 'one', steps: [step('a'), step('b')] }),
  defineScenario({ name: 'two', steps: [step('c'), step('d')] }),
  defineScenario({ name: 'three', steps: [step('e')] }),
];
const routes = ['a', 'b', 'c', 'd', 'e'].map((name) => `GET /${name}`);

interface Flaw {
  readonly sum?: number;
  readonly dies?: string;
  readonly hangs?: string;
}

/** An API whose answers hold an id of their own, and `sum`; it hangs up at one path, or never answers there. */
async function start({ sum = 2, dies, hangs }: Flaw = {}) {
  const server = await startServer((request, response) => {
    if (request.url === dies) return request.socket.destroy();
    if (request.url === hangs) return;
    const id = crypto.randomUUID();
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ id, sum }));
  });
  onTestFinished(server.close);
  return { url: server.url };
}

async function breakOff(run: Partial<ParityRun> & Pick<ParityRun, 'candidate'>): Promise<IncompleteRun> {
  const baseline = await start();
  const outcome = await runParity({
    baseline,
    calibration: baseline,
    scenarios,
    routes,
    calibrationDelayMs: 0,
    ...run,
  }).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(IncompleteRun);
  return outcome as IncompleteRun;
}

const listCompared = ({ routes: summaries }: ParityReport) =>
  summaries.filter(({ exchanges }) => exchanges > 0).map(({ routeKey }) => routeKey);

describe('a run that ends early', () => {
  it('has in its report what had been compared until then, and says why it is not more', async () => {
    const candidate = await start({ sum: 3, dies: '/d' });
    const error = await breakOff({ candidate });
    expect(error).toMatchObject({ code: 'target.unreachable', exitCode: 3, message: /GET \/d.*ECONNRESET/ });
    const { report } = error;
    expect(report.incomplete).toEqual({
      code: 'target.unreachable',
      exitCode: 3,
      reason: error.message,
      steps: 5,
    });
    expect(listCompared(report)).toEqual(['GET /a', 'GET /b', 'GET /c']);
    expect(report.findings.map(({ where }) => where)).toEqual(['body:/sum', 'body:/sum', 'body:/sum']);
    expect(report.notCompared).toEqual([
      { route: 'GET /d', reason: 'the run ended before', scenario: 'two', step: 'd', steps: 1 },
      { route: 'GET /e', reason: 'the run ended before' },
    ]);
    expect(exitCodeOf(report)).toBe(3);
  });

  it.each<[string, Partial<Record<'baseline' | 'calibration' | 'candidate', Flaw>>, string[]]>([
    ['the baseline', { baseline: { dies: '/c' } }, ['GET /a', 'GET /b']],
    ['a side that hangs', { candidate: { hangs: '/b' } }, ['GET /a']],
    ['the second baseline', { calibration: { dies: '/c' } }, routes],
    ['a side that is not there', { candidate: { dies: '/a' } }, []],
  ])('by %s', async (_, flaws, compared) => {
    const sides = { candidate: {}, ...flaws };
    const started = Object.entries(sides).map(async ([side, flaw]) => [side, await start(flaw)]);
    const run = { candidate: { url: '' }, ...Object.fromEntries(await Promise.all(started)) };
    const { exitCode, report } = await breakOff({ ...run, timeoutMs: 5_000 });
    expect({ exitCode, compared: listCompared(report), findings: report.findings }).toEqual({
      exitCode: 3,
      compared,
      findings: [],
    });
  });

  it('at once when it is aborted, without waiting for what is under way', async () => {
    const stopping = new AbortController();
    const { code, exitCode, report } = await breakOff({
      candidate: await start({ hangs: '/c' }),
      signal: stopping.signal,
      onProgress(event) {
        if (event.type === 'play.step' && event.step.name === 'd') stopping.abort(new Error('enough'));
      },
    });
    expect({ code, exitCode, reason: report.incomplete?.reason }).toEqual({
      code: 'run.interrupted',
      exitCode: 130,
      reason: 'enough',
    });
    expect({ compared: listCompared(report), findings: report.findings }).toEqual({
      compared: ['GET /a', 'GET /b'],
      findings: [],
    });
  });

  it('by a scenario that throws', async () => {
    const thrower = defineScenario({
      name: 'thrower',
      steps: [step('a'), { name: 'throws', request: () => JSON.parse('{') }],
    });
    const { code, exitCode, report } = await breakOff({
      candidate: await start(),
      scenarios: [thrower, ...scenarios],
    });
    expect({ code, exitCode }).toEqual({ code: 'scenario.threw', exitCode: 2 });
    expect(listCompared(report)).toEqual(['GET /a']);
  });

  it('finds no fault with what is accepted where it did not get to', async () => {
    const accepted = [
      { code: 'parity.status', route: 'GET /e', reason: 'r', link: 'l', expires: '2999-12-31' },
    ] as const;
    const { report } = await breakOff({ candidate: await start({ dies: '/c' }), accepted });
    expect(report.findings).toEqual([]);
  });
});

it('says what became of the planted faults until a run was aborted', async () => {
  const stopping = new AbortController();
  const baseline = await start();
  const ended = runMutation({
    baseline,
    calibration: baseline,
    candidate: baseline,
    scenarios,
    routes,
    calibrationDelayMs: 0,
    signal: stopping.signal,
    onMutant: () => stopping.abort(new Error('enough')),
  });
  await expect(ended).rejects.toMatchObject({
    exitCode: 130,
    report: { exchanges: 5, mutation: { mutants: [{}] }, incomplete: { reason: 'enough', steps: 5 } },
  });
});

it('says what is wrong with a run before anything is sent', async () => {
  const paths: string[] = [];
  const baseline = await start();
  const send = async ({ path }: { path: string }) => {
    paths.push(path);
    return { status: 200, headers: [], body: new Uint8Array() };
  };
  const run = { baseline: { ...baseline, send }, scenarios };
  await expect(runParity({ ...run, candidate: { url: 'ftp://x' } })).rejects.toMatchObject({ exitCode: 2 });
  await expect(runParity({ ...run, candidate: baseline, accepted: [{} as never] })).rejects.toMatchObject({
    code: 'accepted.entry',
  });
  expect(paths).toEqual([]);
});
