import { createHash } from 'node:crypto';
import type { MessageAttribute, MessageAttributes } from './queue/message.ts';

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/**
 * By name: the length and bytes of name, data type and value, with one byte in between that says whether the value is
 * text (1) or binary (2)
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation).
 */
export function md5OfAttributes(attributes: MessageAttributes): string {
  const hash = createHash('md5');
  const names = Object.keys(attributes).sort((left, right) =>
    Buffer.compare(Buffer.from(left), Buffer.from(right)),
  );
  for (const name of names) {
    const { DataType, StringValue, BinaryValue } = attributes[name] as MessageAttribute;
    const isBinary = BinaryValue !== undefined;
    const value = isBinary ? Buffer.from(BinaryValue, 'base64') : Buffer.from(StringValue ?? '');
    for (const part of [Buffer.from(name), Buffer.from(DataType)]) hash.update(withLength(part));
    hash.update(Buffer.from([isBinary ? 2 : 1])).update(withLength(value));
  }
  return hash.digest('hex');
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
