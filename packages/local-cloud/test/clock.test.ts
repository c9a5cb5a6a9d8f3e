import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '../src/clock.ts';

const dayMs = 86_400_000;
beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

it.each([
  ['at once', -1, 0],
  ['in a second', 1_000, 1_000],
  ['in thirty days, beyond the longest timer of Node', 30 * dayMs, 30 * dayMs],
  ['in a hundred days', 100 * dayMs, 100 * dayMs],
])('runs once, %s', (_when, timeMs, dueMs) => {
  const run = vi.fn();
  systemClock.at(timeMs, run);
  if (dueMs > 0) vi.advanceTimersByTime(dueMs - 1);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(200 * dayMs);
  expect(run).toHaveBeenCalledOnce();
});

it('runs not at all when it is cancelled, however far it has come', () => {
  const run = vi.fn();
  const cancel = systemClock.at(60 * dayMs, run);
  vi.advanceTimersByTime(59 * dayMs);
  cancel();
  vi.advanceTimersByTime(2 * dayMs);
  expect(run).not.toHaveBeenCalled();
});
