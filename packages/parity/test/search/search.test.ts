import { describe, expect, it, onTestFinished } from 'vitest';
import { defineScenario, type SearchOutcome, type SearchRun, search } from '../../src/index.ts';
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

async function searchOffice(fault: OfficeFault, run: Partial<SearchRun> = {}) {
  const offices = await Promise.all([startTicketOffice(), startTicketOffice(), startTicketOffice(fault)]);
  for (const { close } of offices) onTestFinished(close);
  const [baseline, calibration, candidate] = offices.map(({ url }) => ({
    url,
    credentials: (name: string) => name,
  }));
  if (!baseline || !calibration || !candidate) throw new Error('three offices');
  const reset = async () => offices.forEach((office) => void office.reset());
  return search({ baseline, calibration, candidate, scenarios, routes, reset, maxSequences: 200, ...run });
}

const listSteps = ({ scenario }: SearchOutcome) =>
  scenario?.steps.map(({ name }) => name.replace(/^\d+: orders\.\w+ > /, ''));

describe('search', () => {
  it('finds nothing in an API that is the same', async () => {
    const { report, scenario } = await searchOffice({}, { maxSequences: 50 });
    expect(report.findings).toEqual([]);
    expect(report.notCompared).toEqual([]);
    expect(report.search).toEqual({ seed: 'unlith', sequences: 50 });
    expect(scenario).toBeUndefined();
  });

  it.each(['one', 'two', 'three'])(
    'finds the four steps after which a fault shows, by the seed %s',
    async (seed) => {
      const outcome = await searchOffice({ keepsSeatsOfChanged: true }, { seed });
      expect(listSteps(outcome)).toEqual(['order', 'change', 'cancel', 'seats']);
      expect(outcome.report.search?.divergence).toMatchObject({ steps: 4, replays: 3, recurred: 3 });
      expect(outcome.report.findings).toMatchObject([{ where: 'body:/left', routeKey: 'GET /seats' }]);
    },
  );
});
