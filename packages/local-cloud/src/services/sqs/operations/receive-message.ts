import type { JsonObject } from '../../../aws-endpoint/json.ts';
import { findInteger, listStrings } from '../input.ts';
import { selectAttributes } from '../message-attributes.ts';
import { md5, md5OfAttributes } from '../message-digest.ts';
import type { ReceivedMessage } from '../queue/message.ts';
import { onQueue } from './operation.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const receiveMessage = onQueue('ReceiveMessage', async (queue, input, { signal, waitMs }) => {
  const { settings } = queue;
  const waitSeconds = findInteger(input, 'WaitTimeSeconds', { min: 0, max: 20 });
  const visibilitySeconds = findInteger(input, 'VisibilityTimeout', { min: 0, max: 43_200 });
  const received = await queue.receive({
    max: findInteger(input, 'MaxNumberOfMessages', { min: 1, max: 10 }) ?? 1,
    waitMs: waitMs ?? (waitSeconds === undefined ? settings.waitMs : waitSeconds * 1_000),
    visibilityTimeoutMs:
      visibilitySeconds === undefined ? settings.visibilityTimeoutMs : visibilitySeconds * 1_000,
    signal,
  });
  if (received.length === 0) return {};
  const wanted = {
    system: [...listStrings(input, 'AttributeNames'), ...listStrings(input, 'MessageSystemAttributeNames')],
    custom: listStrings(input, 'MessageAttributeNames'),
  };
  return { Messages: received.map((one) => describeReceived(one, wanted)) };
});

interface WantedAttributes {
  readonly system: readonly string[];
  readonly custom: readonly string[];
}

function describeReceived(received: ReceivedMessage, wanted: WantedAttributes): JsonObject {
  const { message, receiptHandle } = received;
  const system = Object.entries(describeSystemAttributes(received)).filter(([name]) =>
    wanted.system.some((one) => one === 'All' || one === name),
  );
  const custom = selectAttributes(message.attributes, wanted.custom);
  return {
    MessageId: message.id,
    ReceiptHandle: receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    ...(Object.keys(custom).length > 0 && {
      MD5OfMessageAttributes: md5OfAttributes(custom),
      MessageAttributes: custom,
    }),
  };
}

/** Those that a message has; all are text. */
function describeSystemAttributes(received: ReceivedMessage): Record<string, string> {
  const { message, receiveCount, firstReceivedAtMs } = received;
  const attributes = {
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAtMs),
    ApproximateReceiveCount: String(receiveCount),
    ApproximateFirstReceiveTimestamp: String(firstReceivedAtMs),
    SequenceNumber: message.sequenceNumber,
    MessageDeduplicationId: message.deduplicationId,
    MessageGroupId: message.groupId,
    AWSTraceHeader: message.traceHeader,
    DeadLetterQueueSourceArn: message.deadLetterSourceArn,
  };
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
