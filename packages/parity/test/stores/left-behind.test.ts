import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import {
  type Collection,
  compare,
  defineScenario,
  formatFinding,
  type Json,
  play,
  type Target,
} from '../../src/index.ts';
import { startServer } from '../support/server.ts';

/** A shop that keeps orders, writes a line in a ledger for each, and tells nobody of the ledger. */
interface Records {
  readonly orders: Json[];
  readonly ledger: Json[];
}

type Write = (records: Records, order: { orderId: string; item: string }) => void;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const writeBoth: Write = ({ orders, ledger }, order) => {
  orders.unshift({ ...order, tags: ['b', 'a'].toSorted(() => Math.random() - 0.5) });
  ledger.push({ entryId: randomUUID(), orderId: order.orderId, at: new Date().toISOString(), amount: 1 });
};

/** As a table has them: in an order of its own, and the same at every reading. */
const byId = (ledger: readonly Json[]) =>
  ledger.toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));

async function startShop(write: Write): Promise<Target> {
  const records: Records = { orders: [], ledger: [] };
  const server = await startServer((request, response) => {
    const order = { orderId: randomUUID(), item: request.url?.slice('/orders/'.length) ?? '' };
    write(records, order);
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify(order));
  });
  closers.push(server.close);
  const read = ({ orders, ledger }: Records): Collection[] => [
    { name: 'orders', records: [...orders], orderBlind: ['/tags'] },
    { name: 'ledger', records: byId(ledger) },
  ];
  return { url: server.url, stores: [{ read: async () => read(records), quietMs: 10 }] };
}

const scenarios = ['a', 'b', 'c'].map((item) =>
  defineScenario({
    name: `order ${item}`,
    steps: [{ name: 'order', request: { method: 'POST', path: `/orders/${item}` }, expect: 201 }],
  }),
);

async function compareShops(candidate: Target) {
  const [baseline, second] = [await startShop(writeBoth), await startShop(writeBoth)];
  const played = await Promise.all([baseline, second, candidate].map((shop) => play(scenarios, shop)));
  const [left, calibration, right] = played as [(typeof played)[0], (typeof played)[0], (typeof played)[0]];
  return compare({ baseline: left, calibration, candidate: right });
}

it('finds nothing where the same was left behind, in whatever order and under whatever ids', async () => {
  const report = await compareShops(await startShop(writeBoth));
  expect(report.findings.map(formatFinding)).toEqual([]);
  expect(report.routes.map(({ routeKey }) => routeKey)).toContain('READ /ledger');
});

it.each<[string, Write, { code: string; routeKey: string }]>([
  [
    'a record that is missing',
    ({ orders }, order) => writeBoth({ orders, ledger: [] }, order),
    { code: 'parity.field-missing', routeKey: 'READ /ledger' },
  ],
  [
    'a record too many',
    (records, order) => {
      writeBoth(records, order);
      writeBoth({ ...records, orders: [] }, order);
    },
    { code: 'parity.field-added', routeKey: 'READ /ledger' },
  ],
  [
    'another value',
    (records, order) => {
      writeBoth(records, order);
      (records.ledger.at(-1) as { amount: number }).amount = 2;
    },
    { code: 'parity.body-value', routeKey: 'READ /ledger' },
  ],
  [
    'an id that belongs to another record',
    (records, order) => {
      writeBoth(records, order);
      const [first] = records.ledger as { orderId: string }[];
      if (first) (records.ledger.at(-1) as { orderId: string }).orderId = first.orderId;
    },
    { code: 'parity.id-mismatch', routeKey: 'READ /ledger' },
  ],
])('finds %s, although every answer is the same', async (_fault, write, finding) => {
  const { findings } = await compareShops(await startShop(write));
  expect(findings).toContainEqual(expect.objectContaining({ ...finding, scenario: 'left behind' }));
  expect(findings.filter(({ scenario }) => scenario !== 'left behind')).toEqual([]);
});

it('says of a store that never comes to rest that it did not', async () => {
  let reads = 0;
  const shop = await startShop(writeBoth);
  const read = async () => [{ name: 'clock', records: [++reads] }];
  const restless = { ...shop, stores: [{ read, quietMs: 10, withinMs: 50 }] };
  const played = await play(scenarios.slice(0, 1), restless);
  expect(played.scenarios.at(-1)?.steps).toMatchObject([{ name: 'clock', settled: false }]);
});
