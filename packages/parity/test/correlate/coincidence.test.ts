import { describe, expect, it } from 'vitest';
import { compare, type Playthrough } from '../../src/index.ts';

const noon = Date.parse('2026-11-22T12:00:00.000Z');

/** One scenario from 12:00:00.000 (plus `lagMs`): each step takes 50 ms, or what is left to its next, and answers its body. */
function playAt(lagMs: number, ...bodies: unknown[]): Playthrough {
  const startedAtMs = noon + lagMs;
  const steps = bodies.map((body, index) => {
    const request = { method: 'GET', path: '/', headers: [] };
    const headers = [['content-type', 'application/json'] as const];
    const response = { status: 200, headers, body: new TextEncoder().encode(JSON.stringify(body)) };
    const times = { startedAtMs: startedAtMs + index * 50, durationMs: 49 };
    return { outcome: 'answered' as const, name: `step ${index}`, request, response, ...times };
  });
  return { target: 'http://api.test', scenarios: [{ name: 'scenario', startedAtMs, steps }] };
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
    ['whole hours after it was taken, an expiry', '2026-11-23T12:00:00.030Z', '2026-11-23T12:00:00.031Z', []],
    [
      'of another day is no noise',
      '2026-11-23T12:30:00.030Z',
      '2026-11-23T12:30:00.031Z',
      ['parity.body-value'],
    ],
    [
      'of the day before is no noise',
      '2026-11-21T12:00:00.030Z',
      '2026-11-21T12:00:00.031Z',
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

describe('a time that the candidate answers a second time', () => {
  const at = (ms: number) => ({ at: new Date(noon + ms).toISOString() });
  it.each([
    [
      'although the baseline takes it anew',
      [at(10), at(60)],
      [at(2010), at(2060)],
      [at(10), at(10)],
      ['parity.time-repeated'],
    ],
    ['as the baseline does', [at(49), at(49)], [at(2049), at(2049)], [at(45), at(45)], []],
    [
      'although it takes it anew, as the baseline does',
      [at(10), at(60)],
      [at(2010), at(2060)],
      [at(12), at(62)],
      [],
    ],
  ])('%s', (_, baseline, calibration, candidate, codes) => {
    const report = compare({
      baseline: playAt(0, ...baseline),
      calibration: playAt(2000, ...calibration),
      candidate: playAt(0, ...candidate),
    });
    expect(report.findings.map(({ code }) => code)).toEqual(codes);
  });
});
