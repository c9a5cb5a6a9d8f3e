import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planRetry, resolveRetryPolicy } from '../../../src/services/events/retry-policy.ts';

it('tries for 24 hours and up to 185 times unless the target says less', () => {
  expect(resolveRetryPolicy()).toEqual({ maximumRetryAttempts: 185, maximumEventAgeMs: 86_400_000 });
  expect(resolveRetryPolicy({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 })).toEqual({
    maximumRetryAttempts: 0,
    maximumEventAgeMs: 60_000,
  });
});

it.each([
  [{ retries: 0, ageMs: 0, random: 0 }, 500],
  [{ retries: 3, ageMs: 0, random: 0 }, 4_000],
  [{ retries: 3, ageMs: 0, random: 0.5 }, 3_000],
  [{ retries: 4, ageMs: 0, random: 0 }, 8_000],
  [{ retries: 5, ageMs: 0, random: 0 }, 'MaximumRetryAttempts'],
  [{ retries: 1, ageMs: 59_500, random: 0 }, 'MaximumEventAgeInSeconds'],
])('%j: %s', (attempts, expected) => {
  expect(planRetry({ maximumRetryAttempts: 5, maximumEventAgeMs: 60_000 }, attempts)).toBe(expected);
});

it('never waits longer than ten minutes', () => {
  const policy = { maximumRetryAttempts: 1_000, maximumEventAgeMs: Number.POSITIVE_INFINITY };
  fc.assert(
    fc.property(fc.nat(999), fc.double({ min: 0, max: 0.999, noNaN: true }), (retries, random) => {
      const delayMs = planRetry(policy, { retries, ageMs: 0, random });
      expect(delayMs).toBeGreaterThanOrEqual(250);
      expect(delayMs).toBeLessThanOrEqual(600_000);
    }),
  );
});
