import { DomainError, type ErrorCode } from '../domain-error.ts';
import type { Clock } from '../ports.ts';

type Refusal = readonly [code: ErrorCode, detail: string];

const contention: Refusal = ['booking.contention', 'Others are booking at the same time. Try again.'];

const attempts = 8;
const baseDelayMs = 20;

/**
 * Repeats an attempt that others' simultaneous writes defeated, with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/): some 2.5 s in the mean, then
 * the refusal given, `booking.contention` unless said.
 */
export async function settle<Outcome>(
  { wait }: Pick<Clock, 'wait'>,
  attempt: () => Promise<Outcome | 'contended'>,
  refusal: Refusal = contention,
): Promise<Outcome> {
  for (let failed = 0; failed < attempts; failed++) {
    if (failed > 0) await wait(Math.random() * baseDelayMs * 2 ** failed);
    const outcome = await attempt();
    if (outcome !== 'contended') return outcome;
  }
  throw new DomainError(...refusal);
}
