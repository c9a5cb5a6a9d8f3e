import type { DeadLetter } from '../events/delivery.ts';

/** What happens in pipes. */
export type PipeEvent = PipeDelivered | PipeRetried | PipeFailed;

/** A batch of a pipe; records that its filter drops are in none. */
interface Batch {
  /** Name of the pipe. */
  readonly pipe: string;
  readonly records: number;
}

interface PipeDelivered extends Batch {
  readonly type: 'pipes.delivered';
}

/** The target has not taken these records: the pipe waits for `delayMs` and holds back what comes after them. */
interface PipeRetried extends Batch {
  readonly type: 'pipes.retried';
  readonly errorMessage: string;
  readonly delayMs: number;
}

/** These records are given up; where they stand in the stream is in the dead-letter queue, if the pipe has one. */
type PipeFailed = Batch &
  DeadLetter & {
    readonly type: 'pipes.failed';
    readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
    readonly errorMessage: string;
  };
