import type { SqsErrorCode } from '../sqs/errors.ts';
import { SqsError } from '../sqs/errors.ts';
import type { SqsService } from '../sqs/service.ts';
import { DeliveryError, type DeliveryFault, type QueueMessage, type SendToQueue } from './delivery.ts';

/** Sends as the sender itself would: SQS asks the queue's policy, and a role's own. */
export function createSendToQueue(sqs: Pick<SqsService, 'call' | 'toUrl'>): SendToQueue {
  return async (message, principal) => {
    const region = message.queueArn.split(':')[3] ?? '';
    const input = toSendMessageInput(message, sqs.toUrl(message.queueArn));
    try {
      await sqs.call({ operation: 'SendMessage', input, caller: { principal, region } });
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      throw new DeliveryError(faults[error.code] ?? 'ERROR_FROM_TARGET', error.message, { cause: error });
    }
  };
}

const faults: Partial<Record<SqsErrorCode, DeliveryFault>> = {
  AccessDenied: 'NO_PERMISSIONS',
  QueueDoesNotExist: 'NO_RESOURCE',
  InvalidMessageContents: 'INVALID_PARAMETER',
  InvalidParameterValue: 'INVALID_PARAMETER',
  MissingParameter: 'INVALID_PARAMETER',
};

function toSendMessageInput(message: QueueMessage, QueueUrl: string) {
  const { attributes = {}, body, messageDeduplicationId, messageGroupId } = message;
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
  return {
    QueueUrl,
    MessageBody: body,
    ...(Object.keys(attributes).length > 0 && { MessageAttributes }),
    ...(messageGroupId !== undefined && { MessageGroupId: messageGroupId }),
    ...(messageDeduplicationId !== undefined && { MessageDeduplicationId: messageDeduplicationId }),
  };
}
