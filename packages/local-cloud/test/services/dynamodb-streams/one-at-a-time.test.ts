import { expect, it } from 'vitest';
import { runOneAtATime } from '../../../src/services/dynamodb-streams/one-at-a-time.ts';

it('runs once more for all calls that came while it ran', async () => {
  const ends: (() => void)[] = [];
  const run = runOneAtATime(() => new Promise<void>((resolve) => ends.push(resolve)));
  const calls = [run(), run(), run()];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await calls[0];
  await new Promise((resolve) => setImmediate(resolve));
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await Promise.all(calls);
  void run();
  expect(ends).toHaveLength(3);
});
