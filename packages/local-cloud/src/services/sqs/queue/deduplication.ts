import type { Message } from './message.ts';

const intervalMs = 5 * 60_000;

/**
 * What a FIFO queue has taken in the last five minutes: a message sent again within them is answered as the first one
 * was, and not taken
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html).
 */
export class DeduplicationWindow {
  readonly #sent = new Map<string, Message>();

  find(key: string, nowMs: number): Message | undefined {
    // Oldest first: a map keeps the order in which its keys came.
    for (const [old, { sentAtMs }] of this.#sent) {
      if (sentAtMs + intervalMs > nowMs) break;
      this.#sent.delete(old);
    }
    return this.#sent.get(key);
  }

  add(key: string, message: Message): void {
    this.#sent.set(key, message);
  }
}
