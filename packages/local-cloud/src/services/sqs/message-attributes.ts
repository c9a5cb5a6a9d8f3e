import { toObject } from '../../aws-endpoint/json.ts';
import { SqsError } from './errors.ts';
import { findString, readString } from './input.ts';
import type { MessageAttribute, MessageAttributes } from './queue/message.ts';

const maxAttributes = 10;

/**
 * Custom attributes of a message to send
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html).
 */
export function parseAttributes(source: unknown): MessageAttributes {
  const entries = Object.entries(toObject(source));
  if (entries.length > maxAttributes) {
    throw invalid(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${maxAttributes}].`,
    );
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, parseAttribute(name, value)]));
}

function parseAttribute(name: string, source: unknown): MessageAttribute {
  const input = toObject(source);
  if (!/^(?!aws\.|amazon\.)[\w-]+(\.[\w-]+)*$/iu.test(name) || name.length > 256) {
    throw invalid(
      `Message (user) attribute name '${name}' contains an invalid character or begins with a reserved word.`,
    );
  }
  const DataType = readString(input, 'DataType');
  const [kind] = DataType.split('.');
  const StringValue = findString(input, 'StringValue');
  const BinaryValue = findString(input, 'BinaryValue');
  if (kind === 'Binary' && BinaryValue) return { DataType, BinaryValue };
  if ((kind === 'String' || kind === 'Number') && StringValue) {
    if (kind === 'String' || Number.isFinite(Number(StringValue))) return { DataType, StringValue };
    throw invalid(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  if (kind !== 'String' && kind !== 'Number' && kind !== 'Binary') {
    throw invalid(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  throw invalid(`The message attribute '${name}' must contain a non-empty value of type '${kind}'.`);
}

function invalid(message: string): SqsError {
  return new SqsError('InvalidParameterValue', message);
}

/** Names, types and values, as they count into a message's size. */
export function attributeBytes(source: unknown): number {
  return Object.entries(toObject(source)).reduce((sum, [name, value]) => {
    const { DataType, StringValue, BinaryValue } = toObject(value);
    const text = [name, DataType, StringValue].map((part) => Buffer.byteLength(String(part ?? '')));
    return (
      text.reduce((total, bytes) => total + bytes, sum) +
      Buffer.byteLength(String(BinaryValue ?? ''), 'base64')
    );
  }, 0);
}

/** Those that a receiver asks for: by name, `All` or `.*`, or all that begin with `prefix.*`. */
export function selectAttributes(
  attributes: MessageAttributes,
  wanted: readonly string[],
): MessageAttributes {
  const isWanted = (name: string) =>
    wanted.some((pattern) =>
      pattern === 'All'
        ? true
        : pattern.endsWith('.*')
          ? name.startsWith(pattern.slice(0, -2))
          : name === pattern,
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isWanted(name)));
}
