import type { ActingService, Principal } from '../../iam/principal.ts';

/** A target has not taken what it was handed. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly code: DeliveryFault;

  constructor(code: DeliveryFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Error codes of dead letters: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
export type DeliveryFault =
  | 'ERROR_FROM_TARGET'
  | 'INTERNAL_ERROR'
  | 'INVALID_JSON'
  | 'INVALID_PARAMETER'
  | 'NO_PERMISSIONS'
  | 'NO_RESOURCE'
  | 'THIRD_ACCOUNT_HOP_DETECTED'
  | 'THROTTLING';

/** "Rather than retrying, EventBridge sends these events directly to the DLQ": what nobody mends by waiting. */
export function isRetriable({ code }: DeliveryError): boolean {
  return code === 'ERROR_FROM_TARGET' || code === 'INTERNAL_ERROR' || code === 'THROTTLING';
}

export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  return new DeliveryError('INTERNAL_ERROR', (error as Error).message, { cause: error });
}

/** What has become of something that was given up. */
export type DeadLetter =
  | { readonly deadLetter: 'sent' | 'none' }
  /** Its dead-letter queue has not taken it: it is lost. */
  | { readonly deadLetter: 'refused'; readonly deadLetterError: string };

/** A message that one service sends to a queue. */
export interface QueueMessage {
  readonly queueArn: string;
  readonly body: string;
  /** Message attributes, all of them strings. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly messageGroupId?: string | undefined;
  readonly messageDeduplicationId?: string | undefined;
}

/** What SQS offers to other services; held to the queue's policy and to the role. Rejects with `DeliveryError`. */
export type SendToQueue = (message: QueueMessage, sender: Principal | ActingService) => Promise<void>;

/** Sends what is given up to its dead-letter queue, if it has one. Never rejects. */
export async function sendDeadLetter(
  { queueArn, ...message }: Omit<QueueMessage, 'queueArn'> & { readonly queueArn: string | undefined },
  sender: Principal | ActingService,
  sendToQueue: SendToQueue,
): Promise<DeadLetter> {
  if (queueArn === undefined) return { deadLetter: 'none' };
  return sendToQueue({ ...message, queueArn }, sender).then(
    () => ({ deadLetter: 'sent' }),
    ({ message: deadLetterError }: Error) => ({ deadLetter: 'refused', deadLetterError }),
  );
}
