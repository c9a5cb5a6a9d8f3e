import { EnvironmentError, exitCodeOf, type Target } from '@unlith/parity';
import { expect, it } from 'vitest';
import { compareStages, formatStages } from '../src/compare-stages.ts';

/** Answers so many requests, and then no more. */
function createStage(requests: number): Target {
  let left = requests;
  return {
    url: 'http://127.0.0.1:1',
    async send() {
      if (left-- > 0) return { status: 404, headers: [], body: new Uint8Array() };
      throw new EnvironmentError('target.unreachable', `Gone after ${requests}.`);
    },
  };
}

it('reports of stages that die what had been compared until then', async () => {
  const candidates = new Map([
    ['Split', createStage(5)],
    ['Strangler', createStage(3)],
  ]);
  const [baseline, calibration] = [createStage(9), createStage(9)];
  const reports = await compareStages({ baseline, calibration, candidates });
  expect([...reports].map(([stage, { exchanges }]) => [stage, exchanges])).toEqual([
    ['Split', 5],
    ['Strangler', 3],
    ['Strangler beside Split', 3],
  ]);
  expect([...reports.values()].map(exitCodeOf)).toEqual([3, 3, 3]);
  expect(formatStages(reports, [])).toMatch(
    /Strangler: 3 exchanges.*ended before the suite did: Gone after 9/s,
  );
});
