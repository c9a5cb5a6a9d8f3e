import type { JsonObject } from '../../../aws-endpoint/json.ts';
import { toObject } from '../../../aws-endpoint/json.ts';
import { invalidValue, SqsError } from '../errors.ts';
import { findInteger, findString, readString } from '../input.ts';
import { attributeBytes, parseAttributes } from '../message-attributes.ts';
import { md5, md5OfAttributes } from '../message-digest.ts';
import type { Message, NewMessage } from '../queue/message.ts';
import type { Queue } from '../queue/queue.ts';
import { runBatch } from './batch.ts';
import { type OperationCall, onQueue } from './operation.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendMessage = onQueue('SendMessage', (queue, input, call) => sendOne(queue, input, call));

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const sendMessageBatch = onQueue('SendMessage', (queue, input, call) =>
  runBatch(
    input,
    (entry) => sendOne(queue, entry, call),
    (entries) => {
      const bytes = entries.reduce((sum, entry) => sum + payloadBytes(entry), 0);
      if (bytes <= maxBatchBytes) return;
      const message = `Batch requests cannot be longer than ${maxBatchBytes} bytes. You have sent ${bytes} bytes.`;
      throw new SqsError('BatchRequestTooLong', message);
    },
  ),
);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const maxBatchBytes = 1_048_576;

function sendOne(queue: Queue, input: JsonObject, { senderId }: OperationCall): JsonObject {
  const delayMs = readDelayMs(queue, input);
  const sent = readMessage(queue, input, senderId);
  return describeSent(sent, queue.send(sent, delayMs));
}

function readDelayMs({ settings }: Queue, input: JsonObject): number {
  const seconds = findInteger(input, 'DelaySeconds', { min: 0, max: 900 });
  if (seconds && settings.isFifo) {
    throw invalidValue(
      'DelaySeconds',
      seconds,
      'The request include parameter that is not valid for this queue type.',
    );
  }
  return seconds === undefined ? settings.delayMs : seconds * 1_000;
}

function readMessage({ settings }: Queue, input: JsonObject, senderId: string): NewMessage {
  const body = readString(input, 'MessageBody');
  if (body === '')
    throw new SqsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (invalidCharacters.test(body)) {
    throw new SqsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    );
  }
  if (payloadBytes(input) > settings.maxMessageBytes) {
    const reason = `Message must be shorter than ${settings.maxMessageBytes} bytes.`;
    throw new SqsError('InvalidParameterValue', `One or more parameters are invalid. Reason: ${reason}`);
  }
  const traceHeader = findString(
    toObject(toObject(input.MessageSystemAttributes).AWSTraceHeader),
    'StringValue',
  );
  const attributes = parseAttributes(input.MessageAttributes);
  return { body, attributes, traceHeader, senderId, ...readFifoParameters({ settings }, input) };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html#API_SendMessage_RequestParameters */
function readFifoParameters({ settings }: Pick<Queue, 'settings'>, input: JsonObject) {
  const groupId = findId(input, 'MessageGroupId');
  const deduplicationId = findId(input, 'MessageDeduplicationId');
  if (settings.isFifo) {
    if (!groupId)
      throw new SqsError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
    if (!deduplicationId && !settings.contentBasedDeduplication) {
      throw new SqsError(
        'InvalidParameterValue',
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      );
    }
  } else if (deduplicationId !== undefined) {
    throw invalidValue(
      'MessageDeduplicationId',
      deduplicationId,
      'The request includes a parameter that is not valid for this queue type.',
    );
  }
  return { groupId, deduplicationId };
}

function findId(input: JsonObject, name: string): string | undefined {
  const id = findString(input, name);
  if (!id || /^[\x21-\x7e]{1,128}$/u.test(id)) return id;
  const reason = `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`;
  throw invalidValue(name, id, reason);
}

/** Body and attributes count together. */
function payloadBytes(input: JsonObject): number {
  return Buffer.byteLength(String(input.MessageBody ?? '')) + attributeBytes(input.MessageAttributes);
}

/** What XML 1.0 does not have. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that SQS refuses
const invalidCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** The digests are of this message, also when a FIFO queue has recognised it and names the one sent before. */
function describeSent(sent: NewMessage, { id, sequenceNumber }: Message): JsonObject {
  const { body, attributes, traceHeader } = sent;
  const system =
    traceHeader === undefined ? {} : { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } };
  return {
    MessageId: id,
    MD5OfMessageBody: md5(body),
    ...(Object.keys(attributes).length > 0 && { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
    ...(traceHeader !== undefined && { MD5OfMessageSystemAttributes: md5OfAttributes(system) }),
    ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
  };
}
