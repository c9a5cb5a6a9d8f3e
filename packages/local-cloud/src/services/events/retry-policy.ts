/**
 * How long a rule goes on trying
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html).
 */
export interface RetryPolicy {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeMs: number;
}

export interface RetryPolicyProperties {
  readonly MaximumRetryAttempts?: number;
  readonly MaximumEventAgeInSeconds?: number;
}

/** "for 24 hours and up to 185 times" unless the target says less. */
export function resolveRetryPolicy(properties: RetryPolicyProperties = {}): RetryPolicy {
  const { MaximumRetryAttempts = 185, MaximumEventAgeInSeconds = 86_400 } = properties;
  return {
    maximumRetryAttempts: Number(MaximumRetryAttempts),
    maximumEventAgeMs: Number(MaximumEventAgeInSeconds) * 1_000,
  };
}

export interface Attempts {
  /** Retries so far; 0 after the first delivery has failed. */
  readonly retries: number;
  /** Since the event was received. */
  readonly ageMs: number;
  /** At least 0, below 1. */
  readonly random: number;
}

/** What ended the retries, as dead letters say it. */
export type ExhaustedRetryCondition = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

/** The milliseconds to wait before the next retry, or why there is none. */
export function planRetry(
  policy: RetryPolicy,
  { retries, ageMs, random }: Attempts,
): number | ExhaustedRetryCondition {
  if (retries >= policy.maximumRetryAttempts) return 'MaximumRetryAttempts';
  const delayMs = backoffMs(retries, random);
  return ageMs + delayMs > policy.maximumEventAgeMs ? 'MaximumEventAgeInSeconds' : delayMs;
}

/** Doubles from half a second to ten minutes, less a random part of up to one half: AWS does not tell its own. */
function backoffMs(retries: number, random: number): number {
  const longest = Math.min(500 * 2 ** retries, 600_000);
  return Math.round(longest * (1 - random / 2));
}
