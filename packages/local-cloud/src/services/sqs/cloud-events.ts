/** What happens in SQS; `queue` is a queue's name. */
export type SqsEvent = SqsRequested | MessageSent | MessageDeadLettered;

/** An operation was asked for; `principal` is the caller's function name, a service or `administrator`. */
interface SqsRequested {
  readonly type: 'sqs.request';
  readonly principal: string;
  /** `SendMessageBatch` */
  readonly operation: string;
  readonly queue: string;
  readonly outcome: 'allowed' | 'denied' | 'refused';
}

/** The queue has taken a message; nobody has received it yet. */
interface MessageSent {
  readonly type: 'sqs.sent';
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
}

/** A message has been received as often as its queue's redrive policy lets it, and lies in the dead-letter queue now. */
interface MessageDeadLettered {
  readonly type: 'sqs.dead-lettered';
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
  readonly receiveCount: number;
}
