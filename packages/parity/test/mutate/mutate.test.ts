import { describe, expect, it, onTestFinished } from 'vitest';
import { defineScenario, type Step, type Target } from '../../src/index.ts';
import type { JudgedMutant } from '../../src/mutate/mutant.ts';
import { type MutationRun, runMutation } from '../../src/mutate/mutate.ts';
import { type Fault, startParcelApi } from '../support/parcel-api.ts';

async function startFresh(fault: Fault = {}): Promise<Target> {
  const api = await startParcelApi(fault);
  onTestFinished(api.close);
  return { url: api.url, credentials: (name) => name };
}

/** Puts a suite to the test on parcel APIs. */
async function mutate(run: Pick<MutationRun, 'scenarios'> & Partial<MutationRun>) {
  const [baseline, calibration, candidate] = await Promise.all([startFresh(), startFresh(), startFresh()]);
  return runMutation({ baseline, calibration, candidate, ...run });
}

const list = (mutants: readonly JudgedMutant[] = [], wanted: JudgedMutant['outcome']) =>
  mutants
    .filter(({ outcome }) => outcome === wanted)
    .map(({ routeKey, kind, where, reason }) =>
      [routeKey, kind, where, reason && `(${reason})`].filter(Boolean).join(' '),
    );

const step = (
  name: string,
  method: string,
  path: string,
  rest: Partial<Step> & { json?: unknown } = {},
): Step => {
  const { json, ...others } = rest;
  return { name, request: { method, path, as: 'ana', ...(json !== undefined && { json }) }, ...others };
};
const at = (name: string, method: string, part = '', json?: unknown): Step => ({
  name,
  request: ({ [name.split(' ')[1] ?? '']: id }) => ({
    method,
    path: `/parcels/${id}${part}`,
    as: 'ana',
    ...(json !== undefined && { json }),
  }),
});
const send = (name: string, to: string) =>
  step(`send ${name}`, 'POST', '/parcels', {
    json: { to, weightGrams: 80 },
    capture: { [name]: 'body:/parcelId' },
  });
const routes = ['POST /parcels', 'GET /parcels/{id}', 'GET /parcels', 'PATCH /parcels/{id}'];

describe('a weak suite', () => {
  it('misses what it does not look at', async () => {
    const { findings, mutation } = await mutate({
      scenarios: [defineScenario({ name: 'send', steps: [send('one', 'Oslo')] })],
      routes,
      notCompared: [{ route: 'GET /parcels', reason: 'not yet' }],
    });
    expect(findings).toEqual([]);
    expect(list(mutation?.mutants, 'survived')).toEqual([
      'POST /parcels id-reused body:/parcelId (only one id is ever answered there)',
      'POST /parcels id-reused body:/trackingToken (only one id is ever answered there)',
      'POST /parcels write-lost',
      'POST /parcels write-doubled',
      'GET /parcels/{id} status status (no scenario reaches the route)',
      'PATCH /parcels/{id} status status (no scenario reaches the route)',
    ]);
    expect(list(mutation?.mutants, 'not-applicable')).toEqual([
      'POST /parcels header-changed header:etag (it varies there on the baseline, too)',
      'POST /parcels header-changed header:x-request-id (it varies there on the baseline, too)',
      'POST /parcels value-changed body:/trackingToken (it varies there on the baseline, too)',
      'GET /parcels status status (not yet)',
    ]);
    expect(mutation?.score).toBeCloseTo(52 / 58);
  });
});

describe('a strong suite', () => {
  const scenarios = [
    defineScenario({
      name: 'two parcels',
      steps: [
        step('none', 'GET', '/parcels'),
        send('one', 'Oslo'),
        send('two', 'Rome'),
        step('both', 'GET', '/parcels'),
        at('get one', 'GET'),
        at('get two', 'GET'),
        at('patch one', 'PATCH', '', { to: 'Bern' }),
        at('patch two', 'PATCH', '', { to: 'Turin' }),
        at('again one', 'GET'),
        at('again two', 'GET'),
      ],
    }),
  ];

  it('misses nothing', async () => {
    const { findings, mutation } = await mutate({ scenarios, routes, reset: () => startFresh() });
    expect(findings).toEqual([]);
    expect(list(mutation?.mutants, 'survived')).toEqual([]);
    expect(mutation).toMatchObject({ score: 1, unplanted: 0 });
  });

  it('is not played on what an earlier play has left behind, if it plays otherwise then', async () => {
    const { mutation } = await mutate({ scenarios, routes });
    const reason = 'a candidate that has played it already plays it otherwise, so reset it in between';
    expect(list(mutation?.mutants, 'not-applicable')).toContain(`POST /parcels write-lost (${reason})`);
  });

  it('misses what is accepted', async () => {
    const accepted = [
      {
        code: 'parity.body-value' as const,
        route: 'GET /parcels/{id}',
        place: 'body:/priceCents',
        reason: 'it is rounded up',
        link: 'https://issues.example/1',
        expires: '9999-12-31',
      },
    ];
    const fault: Fault = {
      distort: (operation, { body }) => {
        if (operation === 'GET /parcels/{id}') body.priceCents++;
      },
    };
    const candidate = await startFresh(fault);
    const reset = () => startFresh(fault);
    const { mutation } = await mutate({ scenarios, routes, candidate, accepted, reset });
    expect(list(mutation?.mutants, 'survived')).toEqual(['GET /parcels/{id} value-changed body:/priceCents']);
  });
});

describe('what is planted', () => {
  const scenarios = [defineScenario({ name: 'send', steps: [send('one', 'Oslo'), at('get one', 'GET')] })];

  it('is the same for the same seed, of all routes alike, and no more than allowed', async () => {
    const draw = async (seed: string) => {
      const { mutation } = await mutate({ scenarios, routes: routes.slice(0, 2), seed, maxMutants: 10 });
      expect(
        mutation?.routes.map(({ killed, survived, notApplicable }) => killed + survived + notApplicable),
      ).toEqual([5, 5]);
      return mutation;
    };
    expect(await draw('a')).toEqual(await draw('a'));
    expect(await draw('a')).not.toEqual(await draw('b'));
  });

  it('is nothing where the suite fails by itself, or there is no time', async () => {
    const candidate = await startFresh({
      distort: (_, answer) => void Object.assign(answer, { status: 500 }),
    });
    expect((await mutate({ scenarios, routes, candidate })).mutation).toBeUndefined();
    const { mutation } = await mutate({ scenarios, routes, maxSeconds: 0 });
    expect(mutation).toMatchObject({ score: null, mutants: [] });
  });
});
