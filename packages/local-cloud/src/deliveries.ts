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
  /** Ids of messages that lie in a queue, or with a function that has not answered. Dead letters stay, nobody receives them. */
  readonly underWay: ReadonlySet<string>;
}

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
  return {
    events,
    messages,
    underWay,
    onEvent(event) {
      if (event.type === 'events.received') {
        const { bus, source, detailType, detail } = event;
        events.push({ bus, source, detailType, detail });
      } else if (event.type === 'sqs.sent' || event.type === 'sqs.dead-lettered') {
        const { queue, body, messageId } = event;
        messages.push({ queue, body, isDeadLetter: event.type === 'sqs.dead-lettered' });
        underWay.add(messageId);
      } else if (event.type === 'mapping.delivered' || event.type === 'mapping.batch-failed') {
        for (const messageId of event.messageIds) underWay.delete(messageId);
      }
    },
  };
}
