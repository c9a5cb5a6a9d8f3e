import { setImmediate, setTimeout } from 'node:timers/promises';
import type { EmitEvent } from './events.ts';

/** An event that a bus has accepted, without what differs for each: its id and its time. */
export interface RecordedEvent {
  /** ARN of the bus. */
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
}

/** A message that a queue has taken, or that has become a dead letter of it. */
export interface RecordedMessage {
  /** Name of the queue, for a dead letter the one that nobody could work it off. */
  readonly queue: string;
  readonly body: string;
  readonly isDeadLetter: boolean;
}

/** What was said between functions while requests were played. */
export interface DeliveryRecorder {
  /** For `CloudOptions.onEvent`. */
  readonly onEvent: EmitEvent;
  /** In the order of their acceptance, as often as they were. */
  readonly events: readonly RecordedEvent[];
  readonly messages: readonly RecordedMessage[];
  /**
   * Ids of invocations without an end and of messages that a function is to get or has not answered for, and names of tables
   * whose streams are behind. What waits to be tried again is not here, nor what lies in a queue that no function receives from.
   */
  readonly underWay: ReadonlySet<string>;
  /** Resolves with true as soon as nothing is under way, with false when something still is after `withinMs`. */
  atRest(withinMs: number): Promise<boolean>;
  /** Forgets what was said until now. */
  clear(): void;
}

const checkMs = 5;

/**
 * Starts to record events and messages, so that those of two sides can be compared.
 *
 * @example
 * const recorder = createDeliveryRecorder();
 * const cloud = await startCloud({ assembly, onEvent: recorder.onEvent });
 */
export function createDeliveryRecorder(): DeliveryRecorder {
  const events: RecordedEvent[] = [];
  const messages: RecordedMessage[] = [];
  const underWay = new Set<string>();
  /** Queues that a function receives from. */
  const received = new Set<string>();
  return {
    events,
    messages,
    underWay,
    onEvent(event) {
      switch (event.type) {
        case 'events.received': {
          const { bus, source, detailType, detail } = event;
          events.push({ bus, source, detailType, detail });
          break;
        }
        case 'sqs.sent':
        case 'sqs.dead-lettered': {
          const { queue, body, messageId } = event;
          const isDeadLetter = event.type === 'sqs.dead-lettered';
          messages.push({ queue, body, isDeadLetter });
          if (!isDeadLetter && received.has(queue)) underWay.add(messageId);
          break;
        }
        case 'mapping.started':
          received.add(event.queue);
          break;
        case 'mapping.failed':
          // It has stopped.
          if (event.operation === 'ReceiveMessage') received.delete(event.queue);
          break;
        case 'mapping.delivered':
        case 'mapping.batch-failed':
          for (const messageId of event.messageIds) underWay.delete(messageId);
          break;
        case 'lambda.invocation-started':
          underWay.add(event.requestId);
          break;
        case 'lambda.invocation-finished':
          underWay.delete(event.requestId);
          break;
        case 'dynamodb.stream-behind':
          underWay.add(event.table);
          break;
        case 'dynamodb.stream-caught-up':
          underWay.delete(event.table);
      }
    },
    async atRest(withinMs) {
      const deadlineMs = performance.now() + withinMs;
      for (;;) {
        // From the stream to the queue a record goes in one turn of the event loop.
        await setImmediate();
        if (underWay.size === 0) return true;
        if (performance.now() > deadlineMs) return false;
        await setTimeout(checkMs);
      }
    },
    clear() {
      events.length = 0;
      messages.length = 0;
    },
  };
}
