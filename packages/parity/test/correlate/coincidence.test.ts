import { describe, expect, it } from 'vitest';
import { compare, type Playthrough } from '../../src/index.ts';

/** One scenario of one step, played from 12:00:00.000 (plus `lagMs`) for 50 ms. */
function playAt(lagMs: number, body: unknown): Playthrough {
  const startedAtMs = Date.parse('2026-11-22T12:00:00.000Z') + lagMs;
  const response = {
    status: 200,
    headers: [['content-type', 'application/json'] as const],
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
  const request = { method: 'GET', path: '/', headers: [] };
  const step = { outcome: 'answered' as const, name: 'step', request, response, startedAtMs, durationMs: 50 };
  return { target: 'http://api.test', scenarios: [{ name: 'scenario', startedAtMs, steps: [step] }] };
}

const findCodes = (baseline: unknown, second: unknown, candidate: unknown) =>
  compare({
    baseline: playAt(0, baseline),
    calibration: playAt(10, second),
    candidate: playAt(20, candidate),
  }).findings.map(({ code }) => code);

describe('a time that is the same in both runs of the baseline', () => {
  it.each([
    ['taken in both is noise all the same', '2026-11-22T12:00:00.030Z', '2026-11-22T12:00:00.031Z', []],
    ['taken in both, in whole seconds', '2026-11-22T12:00:00Z', '2026-11-22T12:00:01Z', []],
    [
      'of another day is no noise',
      '2026-11-23T12:00:00.030Z',
      '2026-11-23T12:00:00.031Z',
      ['parity.body-value'],
    ],
    [
      'before either began is no noise',
      '2026-11-22T11:59:59.000Z',
      '2026-11-22T11:59:59.001Z',
      ['parity.body-value'],
    ],
    [
      'taken in both, but hours off',
      '2026-11-22T12:00:00.030Z',
      '2026-11-22T15:00:00.030Z',
      ['parity.time-tolerance'],
    ],
  ])('%s', (_, time, candidate, codes) => {
    expect(findCodes({ at: time }, { at: time }, { at: candidate })).toEqual(codes);
    expect(
      findCodes(`at ${time} by a1b2c3d4`, `at ${time} by e5f6a7b8`, `at ${candidate} by c9d0e1f2`),
    ).toEqual(codes);
  });
});
