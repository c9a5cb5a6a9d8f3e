import { describe, expect, it } from 'vitest';
import { compareExchanges, type RecordedExchange } from '../../src/index.ts';

const json = [['content-type', 'application/json']] as const;
const exchange = (path: string, body: unknown): RecordedExchange => ({
  request: { method: 'GET', path, headers: [] },
  response: { status: 200, headers: json, body: new TextEncoder().encode(JSON.stringify(body)) },
});
const [ada, ben, cleo] = [
  '01JD0000000000000000000001',
  '01JD0000000000000000000002',
  '01JD0000000000000000000003',
];

describe('compareExchanges', () => {
  it('compares two exchanges', () => {
    const findings = compareExchanges({
      baseline: exchange('/flights/1', { seats: 3 }),
      candidate: exchange('/flights/1', { seats: 2 }),
      routes: ['GET /flights/{id}'],
    });
    expect(findings).toEqual([
      {
        code: 'parity.body-value',
        routeKey: 'GET /flights/{id}',
        scenario: 'recorded',
        step: '1: GET /flights/1',
        where: 'body:/seats',
        baseline: 3,
        candidate: 2,
      },
    ]);
  });

  it('excuses in lists what the baseline does differently from itself, one-to-one', () => {
    const record = (first: string, second = first) => [
      exchange('/me', { id: first }),
      exchange('/me', { id: second }),
    ];
    const told = (candidate: readonly RecordedExchange[]) =>
      compareExchanges({ baseline: record(ada), calibration: record(ben), candidate }).map(
        ({ code, step }) => `${code} ${step}`,
      );
    expect(told(record(cleo))).toEqual([]);
    expect(told(record(cleo, ben))).toEqual(['parity.id-mismatch 2: GET /me']);
  });

  it('refuses recordings of different length', () => {
    const one = exchange('/', 1);
    expect(() => compareExchanges({ baseline: [one, one], candidate: one })).toThrow(
      'The baseline has 2 exchanges, the candidate 1. Record the same requests on each side.',
    );
  });
});
