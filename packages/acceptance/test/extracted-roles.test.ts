import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { listPerimeters, type Perimeter } from '../src/perimeter/permissions.ts';

const read = 'GetItem';
const write = ['PutItem', 'UpdateItem'];
const on = (table: string, ...actions: string[]) => actions.map((action) => `dynamodb:${action} ${table}`);
const search = [...on('flights/by-day', 'Query'), ...on('flights/by-route', 'Query')];
const change = [
  ...on('bookings', read, ...write),
  ...on('loyalty', read, ...write),
  ...on('statistics', ...write),
];

/** All that an extracted function may do, apart from its own log lines: what it was seen to do while the suite was played. */
const granted: Readonly<Record<string, readonly string[]>> = {
  lith: [],
  get: search,
  'get-api-flights': search,
  'get-api-flights-flightid': on('flights', read),
  'get-api-flights-flightid-availability': on('bookings', read),
  'get-api-flights-flightid-statistics': on('statistics', read),
  'get-api-loyalty': on('loyalty', read, 'PutItem'),
  'get-api-loyalty-entries': on('loyalty', 'Query', 'PutItem'),
  'get-api-bookings': on('bookings', 'Query'),
  'get-api-bookings-bookingid': on('bookings', read),
  'get-api-bookings-bookingid-boarding-pass': on('bookings', read),
  'post-api-bookings': [...change, ...on('flights', read)],
  'patch-api-bookings-bookingid': change,
  'delete-api-bookings-bookingid': change,
  'get-bookings': [...on('bookings', 'Query'), ...on('flights', read), ...on('loyalty', read, 'PutItem')],
  'post-bookings': [...change, ...on('flights', read)],
  'post-bookings-bookingid-cancel': change,
  'post-session': [],
  'post-session-end': [],
};

let perimeters: readonly Perimeter[];
beforeAll(async () => {
  perimeters = await listPerimeters(inject('assembly'), 'Extracted');
});

describe('an extracted function', () => {
  it.each(Object.entries(granted))('%s may do exactly what it was seen to do', (name, permissions) => {
    expect(listPermissions(`Routes/${name}`)).toEqual(permissions.toSorted());
  });

  it('has a role in the table above, as has the lith’s scheduled task', () => {
    const names = [...Object.keys(granted).map((name) => `Routes/${name}`), 'sweep-payments'];
    expect(perimeters.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });
});

describe('the evidence', () => {
  const file = fileURLToPath(new URL('../../../infra/evidence.json', import.meta.url));
  const { schema, seen } = JSON.parse(readFileSync(file, 'utf8'));

  it('is of this version, sorted, and tells of resources by their variables alone', () => {
    expect(schema).toBe('unlith/evidence@1');
    const lines = seen.map((each: object) => JSON.stringify(each));
    expect(lines).toEqual(lines.toSorted());
    for (const { action, resource } of seen) {
      expect(action).toMatch(/^dynamodb:\w+$/);
      expect(resource).toMatch(/^\$\{[A-Z]+_TABLE\}(\/index\/[a-z-]+)?$/);
    }
  });

  it('tells of no function that is gone: `pnpm evidence` renews it', () => {
    const gone = seen.filter((each: { function: string }) => !(each.function in granted));
    expect(gone).toEqual([]);
  });
});

function listPermissions(name: string): string[] {
  const perimeter = perimeters.find((each) => each.name === name);
  return (perimeter?.permissions ?? [])
    .flatMap(({ action, resource }) => {
      if (resource.kind !== 'table') return [];
      const table = resource.logicalId.replace(/Table[0-9A-F]{8}$/, '').toLowerCase();
      return [`${action} ${[table, resource.index].filter(Boolean).join('/')}`];
    })
    .toSorted();
}
