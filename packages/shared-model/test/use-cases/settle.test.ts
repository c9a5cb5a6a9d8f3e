import { expect, it } from 'vitest';
import { settle } from '../../src/use-cases/settle.ts';

const contendedFor = (times: number) => {
  let attempts = 0;
  return async () => (attempts++ < times ? 'contended' : 'written');
};

it('tries again after growing, random waits', async () => {
  const waits: number[] = [];
  const clock = { wait: async (durationMs: number) => void waits.push(durationMs) };
  expect(await settle(clock, contendedFor(7))).toBe('written');
  expect(waits).toHaveLength(7);
  for (const [index, wait] of waits.entries()) expect(wait).toBeLessThan(40 * 2 ** index);
});

it('gives up in the end', async () => {
  const clock = { wait: async () => {} };
  await expect(settle(clock, contendedFor(8))).rejects.toMatchObject({ code: 'booking.contention' });
});
