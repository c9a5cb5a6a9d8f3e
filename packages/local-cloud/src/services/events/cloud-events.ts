import type { DeadLetter } from './delivery.ts';

/** What happens on event buses. */
export type EventBridgeEvent = EventReceived | EventDelivered | EventRetried | EventFailed;

/** A bus has accepted an event, for which so many rules stand; `bus` may be one that nobody has made. */
interface EventReceived {
  readonly type: 'events.received';
  /** ARN of the bus; of the rule when it fires by its schedule. */
  readonly bus: string;
  readonly eventId: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly rules: readonly string[];
}

interface Delivery {
  /** Name of the rule. */
  readonly rule: string;
  /** ARN of the target. */
  readonly target: string;
  readonly eventId: string;
}

interface EventDelivered extends Delivery {
  readonly type: 'events.delivered';
}

/** A delivery has failed and is tried again after `delayMs`. */
interface EventRetried extends Delivery {
  readonly type: 'events.retried';
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly delayMs: number;
}

/** A delivery has failed for good; the event is in the dead-letter queue, or lost when there is none. */
type EventFailed = Delivery &
  DeadLetter & {
    readonly type: 'events.failed';
    readonly errorCode: string;
    readonly errorMessage: string;
  };
