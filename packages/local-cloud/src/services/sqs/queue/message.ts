/** A message as it was sent. It does not change, whichever queue it lies in. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** `AWSTraceHeader`, the one system attribute that a sender can set. */
  readonly traceHeader: string | undefined;
  /** Who sent it: `AROA…:function`, or a service's name. */
  readonly senderId: string;
  readonly sentAtMs: number;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
  /** There in FIFO queues. */
  readonly sequenceNumber: string | undefined;
  /** The queue that gave it up, when it lies in a dead-letter queue. */
  readonly deadLetterSourceArn: string | undefined;
}

/** Custom attributes by name, as the API writes them. */
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

export interface MessageAttribute {
  /** `String`, `Number`, `Binary`, or one of them with a label: `Number.float`. */
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

/** What a sender decides; the queue adds the rest. */
export type NewMessage = Pick<
  Message,
  'body' | 'attributes' | 'traceHeader' | 'senderId' | 'groupId' | 'deduplicationId'
>;

/** A message in a queue, and how far its delivery has come. */
export interface Delivery {
  /** Its own in this queue, also when a fault has doubled the message. */
  readonly key: number;
  readonly message: Message;
  state: 'delayed' | 'visible' | 'in-flight' | 'gone';
  /** When it becomes visible, unless it is or is gone. */
  visibleAtMs: number;
  receiveCount: number;
  firstReceivedAtMs: number | undefined;
  receivedAtMs: number;
}

/** One receipt of a message. */
export interface ReceivedMessage {
  readonly message: Message;
  readonly receiptHandle: string;
  readonly receiveCount: number;
  readonly firstReceivedAtMs: number;
}
