/** What event source mappings do. */
export type MappingEvent = MappingStarted | BatchDelivered | BatchFailed | MappingFailed;

interface OfMapping {
  /** Name of the function. */
  readonly function: string;
  /** Name of the queue. */
  readonly queue: string;
}

/** From now on the function gets what lies in the queue. */
interface MappingStarted extends OfMapping {
  readonly type: 'mapping.started';
}

/** The function has answered; what it did not report as failed is deleted next. */
interface BatchDelivered extends OfMapping {
  readonly type: 'mapping.delivered';
  readonly messageIds: readonly string[];
  /** Those that the function reported; they come again after the visibility timeout. */
  readonly failedIds: readonly string[];
}

/** The whole batch has failed: it comes again after the visibility timeout. */
interface BatchFailed extends OfMapping {
  readonly type: 'mapping.batch-failed';
  readonly messageIds: readonly string[];
  readonly errorType: string;
  readonly errorMessage: string;
}

/** SQS refused the mapping. After a `ReceiveMessage` that was refused it has stopped. */
interface MappingFailed extends OfMapping {
  readonly type: 'mapping.failed';
  readonly operation: 'ReceiveMessage' | 'DeleteMessageBatch';
  readonly errorType: string;
  readonly errorMessage: string;
}
