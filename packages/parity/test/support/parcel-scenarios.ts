import { defineScenario, type Scenario } from '../../src/index.ts';

const lisbon = { to: 'Lisbon', weightGrams: 1200 };
const oslo = { to: 'Oslo', weightGrams: 80 };

/** The suite of the parcel API; every scenario has customers of its own. */
export const parcelScenarios: readonly Scenario[] = [
  defineScenario({
    name: 'parcels.life',
    steps: [
      {
        name: 'send',
        request: { method: 'POST', path: '/parcels', as: 'ana', json: lisbon },
        expect: 201,
        capture: { id: 'body:/parcelId', location: 'header:location', etag: 'header:etag' },
      },
      {
        name: 'read',
        request: ({ location = '' }) => ({ method: 'GET', path: location, as: 'ana' }),
        expect: 200,
      },
      {
        name: 'read unchanged',
        request: ({ id, etag }) => ({
          method: 'GET',
          path: `/parcels/${id}`,
          as: 'ana',
          headers: { 'if-none-match': etag },
        }),
        expect: 304,
      },
      {
        name: 'label',
        request: ({ id }) => ({ method: 'GET', path: `/parcels/${id}/label`, as: 'ana' }),
        expect: 200,
      },
      {
        name: 'another asks',
        request: ({ id }) => ({ method: 'GET', path: `/parcels/${id}`, as: 'ben' }),
        expect: 404,
      },
      {
        name: 'readdress',
        request: ({ id }) => ({ method: 'PATCH', path: `/parcels/${id}`, as: 'ana', json: { to: 'Porto' } }),
        expect: 200,
      },
      {
        name: 'read again',
        request: ({ id }) => ({ method: 'GET', path: `/parcels/${id}`, as: 'ana' }),
        expect: 200,
      },
    ],
  }),
  defineScenario({
    name: 'parcels.retry',
    steps: ['first', 'second'].map((name) => ({
      name,
      request: {
        method: 'POST',
        path: '/parcels',
        as: 'cleo',
        json: oslo,
        headers: { 'idempotency-key': 'once-only' },
      },
      expect: 201,
    })),
  }),
  defineScenario({
    name: 'parcels.pages',
    steps: [
      ...[oslo, lisbon, oslo].map((json, index) => ({
        name: `send ${index}`,
        request: { method: 'POST', path: '/parcels', as: 'dora', json },
        expect: 201,
      })),
      {
        name: 'first page',
        request: { method: 'GET', path: '/parcels?limit=2', as: 'dora' },
        expect: 200,
        capture: { cursor: 'body:/nextCursor' },
      },
      {
        name: 'second page',
        request: ({ cursor = '' }) => ({
          method: 'GET',
          path: `/parcels?limit=2&cursor=${encodeURIComponent(cursor)}`,
          as: 'dora',
        }),
        expect: 200,
      },
      { name: 'page', request: { method: 'GET', path: '/page', as: 'dora' }, expect: 200 },
      { name: 'receipt', request: { method: 'GET', path: '/receipt', as: 'dora' }, expect: 200 },
      { name: 'session', request: { method: 'POST', path: '/session', as: 'dora' }, expect: 204 },
      { name: 'unknown route', request: { method: 'GET', path: '/nothing' }, expect: 404 },
    ],
  }),
];

export const parcelRoutes = [
  'POST /parcels',
  'GET /parcels',
  'GET /parcels/{id}',
  'PATCH /parcels/{id}',
  'GET /parcels/{id}/label',
  'GET /page',
  'GET /receipt',
  'POST /session',
] as const;
