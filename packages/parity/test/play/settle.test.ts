import { describe, expect, it } from 'vitest';
import { compare, defineScenario, play, type Send } from '../../src/index.ts';

/** Answers 0, 1, 2, … to each request that it gets. */
function createCounter(): Send {
  let count = 0;
  return async () => ({
    status: 200,
    headers: [['content-type', 'application/json']],
    body: new TextEncoder().encode(JSON.stringify({ count: count++ })),
  });
}

const countTo = (count: number, withinMs: number) =>
  defineScenario({
    name: 'counter',
    steps: [
      {
        name: 'count',
        request: { method: 'GET', path: '/' },
        expect: 200,
        settles: { withinMs, until: ({ status, json }) => status === 200 && json.count >= count },
      },
    ],
  });

const playCounter = (count: number, withinMs: number) =>
  play([countTo(count, withinMs)], { url: 'http://counter.test', send: createCounter() });

describe('a step that settles', () => {
  it('is asked again until it has', async () => {
    const { scenarios } = await playCounter(3, 5000);
    const [played] = scenarios[0]?.steps ?? [];
    expect(played).toMatchObject({ outcome: 'answered', settled: true });
    expect(
      played?.outcome === 'answered' && JSON.parse(Buffer.from(played.response.body).toString()),
    ).toEqual({ count: 3 });
  });

  it('is compared by its last answer', async () => {
    const report = compare({ baseline: await playCounter(1, 5000), candidate: await playCounter(1, 5000) });
    expect(report.findings).toEqual([]);
  });

  it.each([
    ['the candidate', 0, Number.POSITIVE_INFINITY, true, false],
    ['the baseline', Number.POSITIVE_INFINITY, 0, false, true],
  ])('is a finding when %s does not settle in time', async (_, left, right, baseline, candidate) => {
    const report = compare({ baseline: await playCounter(left, 0), candidate: await playCounter(right, 0) });
    expect(report.findings).toMatchObject([{ code: 'parity.unsettled', baseline, candidate }]);
  });
});
