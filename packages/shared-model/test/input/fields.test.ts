import { describe, expect, it } from 'vitest';
import * as fields from '../../src/input/fields.ts';
import { parseBody, parseHeader, parseQuery, type Query } from '../../src/input/parse-input.ts';
import { ada } from '../airline.ts';

const violations = (parse: () => unknown): unknown => {
  try {
    return parse();
  } catch (error) {
    return (error as { violations: { path: string; message: string }[] }).violations.map(
      ({ path, message }) => `${path} ${message}`,
    );
  }
};
const longName = 'x'.repeat(61);

describe('a new booking', () => {
  it.each([
    ['plain', ada],
    ['in any script', { firstName: '花子', lastName: "O'Brien-Ångström 🎉" }],
    ['as long as may be', { firstName: '🎉'.repeat(60), lastName: 'x' }],
  ])('takes names %s, unchanged', (_name, passenger) => {
    const input = { flightId: 'any', passengers: [passenger], payWith: 'points' };
    expect(parseBody(fields.newBooking, input)).toEqual(input);
  });

  it.each<[unknown, string[]]>([
    [{}, ['/flightId is required', '/passengers is required']],
    ['Ada', [' must be an object']],
    [[], ['/flightId is required', '/passengers is required']],
    [
      { flightId: 7, passengers: 'Ada' },
      ['/flightId must be a text', '/passengers must be a list of passengers'],
    ],
    [{ flightId: 'a', passengers: [] }, ['/passengers must name at least one passenger']],
    [{ flightId: 'a', passengers: Array(10).fill(ada) }, ['/passengers must name at most nine passengers']],
    [{ flightId: 'a', passengers: [ada], 'a/b~c': 1 }, ['/a~1b~0c is not a known field']],
    [{ flightId: 'a', passengers: [{ ...ada, age: 3 }] }, ['/passengers/0/age is not a known field']],
    [{ flightId: 'a', passengers: [ada, null] }, ['/passengers/1 must be an object']],
    [
      { flightId: 'a', passengers: [{ firstName: ' ', lastName: longName }] },
      [
        '/passengers/0/firstName must not be blank',
        '/passengers/0/lastName must have 1 to 60 characters and no control characters',
      ],
    ],
    [
      { flightId: 'a', passengers: [{ firstName: 'A\u0000', lastName: '' }] },
      [
        '/passengers/0/firstName must have 1 to 60 characters and no control characters',
        '/passengers/0/lastName must have 1 to 60 characters and no control characters',
      ],
    ],
    [{ flightId: 'a', passengers: [{ firstName: 'Ada' }] }, ['/passengers/0/lastName is required']],
  ])('%j is refused', (input, expected) => {
    expect(violations(() => parseBody(fields.newBooking, input))).toEqual(expected);
  });
});

describe('queries', () => {
  const limitRange = '/query/limit must be a whole number from 1 to 100';
  it.each<[Query, unknown]>([
    [{}, { limit: 20 }],
    [{ limit: '1', unknown: ['a', 'b'] }, { limit: 1 }],
    [
      { limit: '100', from: 'LHR', date: '2028-02-29' },
      { limit: 100, from: 'LHR', date: '2028-02-29' },
    ],
    [{ limit: '0' }, [limitRange]],
    [{ limit: '101' }, [limitRange]],
    [{ limit: '1e1' }, [limitRange]],
    [{ limit: '' }, [limitRange]],
    [
      { limit: ['1', '1'], cursor: ['a', 'b'] },
      ['/query/limit must be given once', '/query/cursor must be given once'],
    ],
    [{ from: 'lhr' }, ['/query/from must be an airport code of three capital letters']],
    [{ date: '2026-02-29' }, ['/query/date must be a calendar day as YYYY-MM-DD']],
    [{ date: '22.11.2026' }, ['/query/date must be a calendar day as YYYY-MM-DD']],
  ])('%j', (query, expected) => {
    expect(violations(() => parseQuery(fields.flightsQuery, query))).toEqual(expected);
  });
});

describe('an idempotency key', () => {
  it.each(['', 'with space', 'ümlaut', 'x'.repeat(256)])('"%s" is refused', (key) => {
    expect(violations(() => parseHeader(fields.idempotencyKey, key, 'idempotency-key'))).toEqual([
      '/headers/idempotency-key must be 1 to 255 visible ASCII characters',
    ]);
  });
});
