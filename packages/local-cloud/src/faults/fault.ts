/**
 * What can go wrong on demand. Faults are data, so that a test, a chaos file and a report speak of the same thing.
 * Names may have `*` and `?` and are compared with construct path and physical name: `Split-Bookings/*`.
 */
export type Fault =
  | KillEnvironment
  | ThrottleTable
  | SlowTable
  | CrashDatabase
  | RefuseApi
  | DelayApi
  | DuplicateDelivery
  | DelayDelivery
  | ReorderDelivery;

export type FaultKind = Fault['kind'];

/** Which of its points a fault strikes at. Points are counted per fault; time plays no part. */
interface Occasion {
  /** Chance at each point, 0 to 1. Default 1. */
  readonly probability?: number;
  /** So many points pass first. Default 0. */
  readonly skip?: number;
  /** It strikes at most so often. Default: without end. */
  readonly limit?: number;
}

/** Ends an execution environment with SIGKILL. */
export interface KillEnvironment extends Occasion {
  readonly kind: 'kill-environment';
  /** Default `*`. */
  readonly function?: string;
  /**
   * `before` the handler sees the event; `during`, when an AWS service or a REST API has carried out its n-th call and
   * before the function hears of it; `after` its answer, which still goes on.
   */
  readonly when: 'before' | 'during' | 'after';
  /** The n of `during`. Default 1. */
  readonly afterCalls?: number;
}

/** Answers requests for a table as DynamoDB does beyond its capacity; nothing is read or written. */
interface ThrottleTable extends Occasion {
  readonly kind: 'throttle-table';
  /** Default `*`. */
  readonly table?: string;
  /** `PutItem`, `TransactWriteItems`. Default: all. */
  readonly operations?: readonly string[];
}

/** Holds requests for a table back before they are carried out. */
interface SlowTable extends Occasion {
  readonly kind: 'slow-table';
  readonly table?: string;
  readonly operations?: readonly string[];
  readonly delayMs: number;
}

/** Ends the embedded database with SIGKILL under a request and starts it again on its file. */
interface CrashDatabase extends Occasion {
  readonly kind: 'crash-database';
  readonly table?: string;
  readonly operations?: readonly string[];
}

/** A REST API does not answer; no function hears of the request. */
interface RefuseApi extends Occasion {
  readonly kind: 'refuse-api';
  /** Default `*`. */
  readonly api?: string;
  /** 500 to 599. Default: the connection breaks. */
  readonly status?: number;
}

/** A REST API takes its time before it looks at a request. */
interface DelayApi extends Occasion {
  readonly kind: 'delay-api';
  readonly api?: string;
  readonly delayMs: number;
}

/** Where deliveries are made: a message in a queue, an event to a target, a batch from a pipe or to a function. */
type Channel = 'queue' | 'rule' | 'pipe' | 'mapping';

/** Of everything between services AWS says "at least once, in any order", except for FIFO queues. */
interface DeliveryOccasion extends Occasion {
  /** Default: all. */
  readonly channel?: Channel;
  /** Queue, rule, pipe or mapping. Default `*`. */
  readonly name?: string;
}

/** Delivers twice. */
interface DuplicateDelivery extends DeliveryOccasion {
  readonly kind: 'duplicate-delivery';
}

/** Delivers late. */
interface DelayDelivery extends DeliveryOccasion {
  readonly kind: 'delay-delivery';
  readonly delayMs: number;
}

/** Delivers after a random time, so that deliveries overtake each other. */
interface ReorderDelivery extends DeliveryOccasion {
  readonly kind: 'reorder-delivery';
  readonly withinMs: number;
}

/** Faults and the seed that all their decisions follow from: a chaos file. */
export interface FaultPlan {
  readonly seed: number;
  readonly faults: readonly Fault[];
}
