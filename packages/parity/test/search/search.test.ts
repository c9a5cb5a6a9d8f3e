import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type Captured,
  defineScenario,
  EnvironmentError,
  formatScenarioFile,
  IncompleteRun,
  runParity,
  type Scenario,
  type SearchOutcome,
  type SearchRun,
  search,
} from '../../src/index.ts';
import { parseScenarioFile } from '../../src/sources/scenario-file/parse-scenario-file.ts';
import { type OfficeFault, startTicketOffice } from '../support/ticket-office.ts';

const order = (seats: number) => ({ method: 'POST', path: '/orders', as: 'ana', json: { seats } });

/** No scenario gets as far as a fault does. */
const scenarios = [
  defineScenario({
    name: 'orders.change',
    steps: [
      { name: 'order', request: order(2), expect: 201, capture: { id: 'body:/id' } },
      { name: 'read', request: ({ id }) => ({ method: 'GET', path: `/orders/${id}`, as: 'ana' }) },
      {
        name: "another's",
        request: ({ id }) => ({ method: 'GET', path: `/orders/${id}`, as: 'ben' }),
        expect: 404,
      },
      {
        name: 'change',
        request: ({ id }) => ({ method: 'PATCH', path: `/orders/${id}`, as: 'ana', json: { seats: 3 } }),
      },
      { name: 'seats', request: { method: 'GET', path: '/seats' } },
    ],
  }),
  defineScenario({
    name: 'orders.others',
    steps: ['cyd', 'dee'].map((as) => ({ name: as, request: { ...order(1), as } })),
  }),
  defineScenario({
    name: 'orders.cancel',
    steps: [
      { name: 'order', request: { ...order(1), as: 'ben' }, expect: 201, capture: { order: 'body:/id' } },
      { name: 'cancel', request: ({ order }) => ({ method: 'DELETE', path: `/orders/${order}`, as: 'ben' }) },
    ],
  }),
];
const routes = [
  'POST /orders',
  'GET /orders/{id}',
  'PATCH /orders/{id}',
  'DELETE /orders/{id}',
  'GET /seats',
];

/** Two offices as they should be, and one with a fault. */
async function openOffices(fault: OfficeFault, seats = 5) {
  const offices = await Promise.all([
    startTicketOffice({}, seats),
    startTicketOffice({}, seats),
    startTicketOffice(fault, seats),
  ]);
  for (const { close } of offices) onTestFinished(close);
  const [baseline, calibration, candidate] = offices.map(({ url }) => ({
    url,
    credentials: (name: string) => name,
  }));
  if (!baseline || !calibration || !candidate) throw new Error('three offices');
  const reset = async () => offices.forEach((office) => void office.reset());
  return { targets: { baseline, calibration, candidate }, reset };
}

/** So many sequences end a search, however slow the machine is. */
const bounds = { maxSequences: 200, maxSeconds: 600, maxShorteningSeconds: 600 };

async function searchOffices(fault: OfficeFault, run: Partial<SearchRun> = {}) {
  const { targets, reset } = await openOffices(fault);
  return search({ ...targets, scenarios, routes, reset, ...bounds, ...run });
}

/** `order`, or `order x 2` where two race. */
const listSteps = ({ steps }: Scenario) =>
  steps.map(({ name, rivals }) => name.replace(/^\d+: orders\.\w+ > /, '') + (rivals ? ' x 2' : ''));

/** Of a search that finds one difference. */
function getOnly({ report, scenarios }: SearchOutcome) {
  const [scenario, ...others] = scenarios;
  const [divergence] = report.search?.divergences ?? [];
  if (!scenario || !divergence || others.length > 0) throw new Error(`${scenarios.length} differences`);
  return { report, scenario, divergence };
}

describe('search', () => {
  it('finds nothing in an API that is the same', async () => {
    const { report, scenarios } = await searchOffices({}, { maxSequences: 20 });
    expect(report.findings).toEqual([]);
    expect(report.notCompared).toEqual([]);
    expect(report.search).toEqual({ seed: 'unlith', sequences: 20, divergences: [] });
    expect(scenarios).toEqual([]);
  });

  it.each(['one', 'two', 'three'])(
    'finds the four steps after which a fault shows, by the seed %s',
    async (seed) => {
      const outcome = await searchOffices({ keepsSeatsOfChanged: true }, { seed });
      const { report, scenario, divergence } = getOnly(outcome);
      expect(listSteps(scenario)).toEqual(['order', 'change', 'cancel', 'seats']);
      expect(divergence).toMatchObject({ steps: 4, replays: 3, recurred: 3 });
      expect(report.findings).toMatchObject([{ where: 'body:/left', routeKey: 'GET /seats' }]);
    },
  );

  it('tries values that no scenario has', async () => {
    const { scenario } = getOnly(await searchOffices({ refusesChangeTo: 4 }));
    expect(listSteps(scenario)).toEqual(['order', 'change']);
  });

  it('lets two customers race for the last seats', async () => {
    const { report, scenario } = getOnly(await searchOffices({ sellsTwice: true }));
    expect(listSteps(scenario).at(-1)).toBe('order x 2');
    expect(scenario.steps.at(-1)?.rivals).toEqual([{ as: 'ben' }]);
    expect(report.findings[0]).toMatchObject({
      where: 'body:/1/status',
      baseline: 409,
      candidate: 201,
    });
  });

  it('goes on, if it is to, and finds what differs otherwise', async () => {
    const told: Scenario[] = [];
    const { report, scenarios } = await searchOffices(
      { keepsSeatsOfChanged: true, refusesChangeTo: 4 },
      {
        keepGoing: true,
        maxSequences: 60,
        concurrency: 1,
        onDivergence: (scenario) => void told.push(scenario),
      },
    );
    expect(scenarios.map(listSteps)).toEqual(
      expect.arrayContaining([
        ['order', 'change'],
        ['order', 'change', 'cancel', 'seats'],
      ]),
    );
    expect(told).toEqual(scenarios);
    const names = scenarios.map(({ name }) => name);
    const divergences = names.map((scenario) => ({ scenario, replays: 3, recurred: 3 }));
    expect(report.search).toMatchObject({ sequences: 60, divergences });
    expect(new Set(report.findings.map(({ scenario }) => scenario))).toEqual(new Set(names));
  });

  it('says so when what it found does not happen again', async () => {
    let changes = 0;
    const outcome = await searchOffices({ isFickle: () => ++changes === 20 });
    const { report, scenario, divergence } = getOnly(outcome);
    expect(divergence).toMatchObject({ replays: 3, recurred: 0 });
    expect(report.findings).toMatchObject([{ where: 'body:/seats', routeKey: 'PATCH /orders/{id}' }]);
    expect(scenario.steps.at(-1)).toMatchObject({ name: expect.stringContaining('change'), expect: 200 });
  });

  it('shows what it found as it was where there is no way back to a fresh state', async () => {
    const { targets } = await openOffices({ keepsSeatsOfChanged: true }, 500);
    const outcome = await search({ ...targets, scenarios, routes, ...bounds });
    const { scenario, divergence } = getOnly(outcome);
    expect(divergence).toMatchObject({ tries: 0, isCut: false, replays: 0, recurred: 0 });
    expect(divergence.steps).toBe(scenario.steps.length);
  });

  it('shows what is shortest when the time to shorten it is up, and says so', async () => {
    const atOnce = { maxShorteningSeconds: 0 };
    const { report, scenario, divergence } = getOnly(
      await searchOffices({ keepsSeatsOfChanged: true }, atOnce),
    );
    expect(divergence).toMatchObject({ tries: 0, isCut: true, replays: 3, recurred: 3 });
    expect(divergence.steps).toBe(scenario.steps.length);
    expect(report.findings).not.toEqual([]);
  });

  it('gives a scenario that shows the difference from a file, too', async () => {
    const found = await searchOffices({ keepsSeatsOfChanged: true });
    const file = formatScenarioFile(found.scenarios);
    const { targets } = await openOffices({ keepsSeatsOfChanged: true });
    const { findings } = await runParity({
      ...targets,
      scenarios: parseScenarioFile(file, 'found.json'),
      calibrationDelayMs: 0,
    });
    expect(findings).toMatchObject([{ where: 'body:/left' }]);
  });

  it('reports what was compared until a target is gone', async () => {
    const { targets, reset } = await openOffices({});
    let resets = 0;
    const closing = async () => {
      if (++resets > 3) throw new EnvironmentError('target.unreachable', 'The tables are gone.');
      await reset();
    };
    const run = { ...targets, scenarios, routes, reset: closing, ...bounds };
    const error = await search(run).catch((error) => error);
    expect(error).toBeInstanceOf(IncompleteRun);
    expect(error).toMatchObject({ exitCode: 3, message: 'The tables are gone.' });
    expect(error.report.exchanges).toBeGreaterThan(20);
  });

  it('reports what it found, though a target is gone before that is as short as it can be', async () => {
    const { targets, reset } = await openOffices({ keepsSeatsOfChanged: true });
    let hasFound = false;
    const error = await search({
      ...targets,
      scenarios,
      routes,
      ...bounds,
      onSequence: ({ differs }) => {
        hasFound ||= differs;
      },
      reset: async () => {
        if (hasFound) throw new EnvironmentError('target.unreachable', 'The tables are gone.');
        await reset();
      },
    }).catch((error) => error);
    expect(error).toBeInstanceOf(IncompleteRun);
    expect(error.report.findings).toHaveLength(1);
  });

  it.each([
    ['without any request', []],
    [
      'of functions alone',
      [
        {
          name: 'a',
          steps: [{ name: 'b', request: ({ x }: Captured) => ({ method: 'GET', path: `/${x?.length}` }) }],
        },
      ],
    ],
  ])('refuses scenarios %s', async (_, scenarios) => {
    await expect(searchOffices({}, { scenarios })).rejects.toThrow(/no request that a sequence/);
  });
});
