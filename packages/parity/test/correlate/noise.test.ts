import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCorrelation } from '../../src/correlate/correlation.ts';
import { findMismatch } from '../../src/correlate/match-noise.ts';
import { learnNoise } from '../../src/correlate/noise.ts';
import type { Clocks } from '../../src/correlate/time.ts';

const moments = { scenarioStartMs: 0, requestedMs: 0, answeredMs: 5 };
const clocks: Clocks = { baseline: moments, candidate: moments, toleranceMs: 10_000 };

/** What calibration makes of two values, and then comparison of a third. */
function judge(baseline: string | number, second: string | number, candidate: string | number) {
  const noise = learnNoise(
    { code: 'parity.body-value', where: 'body:', baseline, candidate: second },
    { clocks },
  );
  return noise
    ? (findMismatch(noise, candidate, { clocks, correlation: createCorrelation() })?.note ?? 'fits')
    : 'refused';
}

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => Buffer.from(array));
const crockford = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const tokens: Record<string, fc.Arbitrary<string>> = {
  ULID: fc
    .tuple(
      fc.constantFrom(...'01234567'),
      fc.array(fc.constantFrom(...crockford), { minLength: 25, maxLength: 25 }),
    )
    .map(([head, rest]) => head + rest.join('')),
  UUID: fc.uuid(),
  'hex of 16 bytes': bytes(16).map((buffer) => buffer.toString('hex')),
  'base64url of 16 bytes': bytes(16).map((buffer) => buffer.toString('base64url')),
  'base64 of 24 bytes': bytes(24).map((buffer) => buffer.toString('base64')),
  'base64 of JSON': fc
    .uuid()
    .map((id) => Buffer.from(JSON.stringify({ pk: `a/${id}`, n: 1 })).toString('base64')),
};
const templates: Record<string, (token: string) => string> = {
  'the value itself': (token) => token,
  'a weak entity tag': (token) => `W/"1f-${token}"`,
  'a path': (token) => `/api/things/${encodeURIComponent(token)}`,
  'a query': (token) => `https://api.example.com/things?limit=2&cursor=${encodeURIComponent(token)}`,
  'a sentence': (token) => `Thing ${encodeURIComponent(token)} is gone.`,
};
const cases = Object.keys(tokens).flatMap((kind) =>
  Object.keys(templates).map((template) => [kind, template] as const),
);

describe('a token that calibration saw vary', () => {
  it.each(cases)('%s in %s may vary again', (kind, template) => {
    const value = (tokens[kind] as fc.Arbitrary<string>).map(
      templates[template] as (token: string) => string,
    );
    fc.assert(
      fc.property(value, value, value, (baseline, second, candidate) => {
        fc.pre(baseline !== second);
        expect(judge(baseline, second, candidate)).toBe('fits');
      }),
      { numRuns: 300 },
    );
  });
});

describe('what may vary', () => {
  it.each([
    ['language', 'hello there', 'good bye', 'hello there', 'refused'],
    ['one word', 'confirmed', 'cancelled', 'confirmed', 'refused'],
    ['a small number', 17, 18, 17, 'refused'],
    ['a price', 12345678, 12345679, 12345678, 'refused'],
    ['a number as text', '1', '2', '1', 'refused'],
    ['a list of tokens of another length', 'a1b2c3d4', 'a1b2c3d4 e5f6a7b8', 'a1b2c3d4', 'refused'],
    ['epoch seconds', 1700000000, 1700000001, 1700000009, 'fits'],
    ['epoch milliseconds', 1700000000000, 1700000000001, 1700000009999, 'fits'],
    ['epoch seconds, an hour off', 1700000000, 1700000001, 1700003600, 'more than 10000 ms apart'],
    ['a time', '2026-11-22T12:00:00.000Z', '2026-11-22T12:00:01.500Z', '2026-11-22T11:59:55.000Z', 'fits'],
    [
      'a time too far',
      '2026-11-22T12:00:00.000Z',
      '2026-11-22T13:00:01.500Z',
      '2026-11-22T12:00:00.000Z',
      'refused',
    ],
    [
      'an HTTP date',
      'Sun, 22 Nov 2026 12:00:00 GMT',
      'Sun, 22 Nov 2026 12:00:01 GMT',
      'Sun, 22 Nov 2026 12:00:02 GMT',
      'fits',
    ],
    ['a day', '2026-11-22', '2026-11-23', '2026-11-22', 'refused'],
    ['an id behind a prefix', 'cus_a1b2c3d4e5', 'cus_f6a7b8c9d0', 'cus_x1y2z3w4v5', 'fits'],
  ])('%s', (_, baseline, second, candidate, verdict) => {
    expect(judge(baseline, second, candidate)).toBe(verdict);
  });

  it.each([
    [
      'the text around an id',
      '/things/a1b2c3d4e5',
      '/things/f6a7b8c9d0',
      '/thing/a1b2c3d4e5',
      /does not vary/,
    ],
    ['the prefix of an id', 'cus_a1b2c3d4e5', 'cus_f6a7b8c9d0', 'acc_a1b2c3d4e5', /does not look like one/],
    [
      'the kind of an id',
      '01JD0000000000000000000000',
      '01JE0000000000000000000000',
      'a1b2c3d4e5',
      /built otherwise/,
    ],
    [
      'the number of ids',
      '/things/a1b2c3d4e5',
      '/things/f6a7b8c9d0',
      '/things/a1b2c3d4e5/x',
      /built otherwise/,
    ],
    [
      'the format of a time',
      '2026-11-22T12:00:00.000Z',
      '2026-11-22T12:00:01.000Z',
      '2026-11-22T12:00:00Z',
      /writes it/,
    ],
  ])('never %s', (_, baseline, second, candidate, verdict) => {
    expect(judge(baseline, second, candidate)).toMatch(verdict);
  });
});
