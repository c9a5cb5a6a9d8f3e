import type { Clock } from '../../../clock.ts';
import type { ReceivedMessage } from './message.ts';
import type { ReceiveOptions } from './queue.ts';

/** What those who wait need of their queue. */
export interface WaitedFor {
  /** Takes what can be taken now. */
  take(options: ReceiveOptions): ReceivedMessage[];
  /** When something that is invisible now becomes visible. */
  nextVisibleMs(): number | undefined;
}

interface Waiter {
  readonly options: ReceiveOptions;
  settle(messages: ReceivedMessage[]): void;
  reject(error: Error): void;
}

/** Long polls, served in the order in which they came: by an arrival, or by a timer for the next visible message. */
export class Waiters {
  readonly #clock: Clock;
  readonly #queue: WaitedFor;
  readonly #waiting = new Set<Waiter>();
  #cancelTimer = () => {};

  constructor(clock: Clock, queue: WaitedFor) {
    this.#clock = clock;
    this.#queue = queue;
  }

  wait(options: ReceiveOptions): Promise<ReceivedMessage[]> {
    const { waitMs, signal } = options;
    const messages = this.#waiting.size === 0 ? this.#queue.take(options) : [];
    if (messages.length > 0 || waitMs <= 0 || signal.aborted) return Promise.resolve(messages);
    return new Promise((resolve, reject) => {
      const giveUp = () => waiter.settle([]);
      const cancelTimeout =
        waitMs === Number.POSITIVE_INFINITY ? () => {} : this.#clock.at(this.#clock.now() + waitMs, giveUp);
      const end = () => {
        this.#waiting.delete(waiter);
        cancelTimeout();
        signal.removeEventListener('abort', giveUp);
        if (this.#waiting.size === 0) this.#cancelTimer();
      };
      const waiter: Waiter = {
        options,
        settle(received) {
          end();
          resolve(received);
        },
        reject(error) {
          end();
          reject(error);
        },
      };
      this.#waiting.add(waiter);
      signal.addEventListener('abort', giveUp);
      this.serve();
    });
  }

  /** Something may have become visible. */
  serve(): void {
    this.#cancelTimer();
    for (const waiter of this.#waiting) {
      const messages = this.#queue.take(waiter.options);
      if (messages.length === 0) break;
      waiter.settle(messages);
    }
    const nextMs = this.#waiting.size > 0 ? this.#queue.nextVisibleMs() : undefined;
    this.#cancelTimer = nextMs === undefined ? () => {} : this.#clock.at(nextMs, () => this.serve());
  }

  reject(error: Error): void {
    for (const waiter of this.#waiting) waiter.reject(error);
  }
}
