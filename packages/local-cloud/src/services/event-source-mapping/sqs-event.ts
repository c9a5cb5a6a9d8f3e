import { type JsonObject, toObject } from '../../aws-endpoint/json.ts';

/** A message as a function gets it: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event */
export interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, SqsRecordAttribute>>;
  readonly md5OfMessageAttributes?: string;
  readonly md5OfBody: string;
  readonly eventSource: 'aws:sqs';
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

interface SqsRecordAttribute {
  readonly stringValue?: string;
  readonly binaryValue?: string;
  readonly stringListValues: readonly [];
  readonly binaryListValues: readonly [];
  readonly dataType: string;
}

/** Turns a message of `ReceiveMessage` into a record. */
export function toRecord(message: JsonObject, queueArn: string): SqsRecord {
  const { MD5OfMessageAttributes: digest } = message;
  return {
    messageId: String(message.MessageId),
    receiptHandle: String(message.ReceiptHandle),
    body: String(message.Body),
    attributes: toObject(message.Attributes) as Record<string, string>,
    messageAttributes: Object.fromEntries(
      Object.entries(toObject(message.MessageAttributes)).map(([name, value]) => [name, toAttribute(value)]),
    ),
    ...(digest !== undefined && { md5OfMessageAttributes: String(digest) }),
    md5OfBody: String(message.MD5OfBody),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  };
}

function toAttribute(source: unknown): SqsRecordAttribute {
  const { DataType, StringValue, BinaryValue } = toObject(source);
  return {
    ...(StringValue !== undefined && { stringValue: String(StringValue) }),
    ...(BinaryValue !== undefined && { binaryValue: String(BinaryValue) }),
    stringListValues: [],
    binaryListValues: [],
    dataType: String(DataType),
  };
}

/**
 * Parts a batch so that no event is longer than Lambda takes. JSON can be longer than the messages that SQS has let
 * pass: ten of 1 MiB fit into no event.
 */
export function splitByBytes(records: readonly SqsRecord[], maxBytes: number): SqsRecord[][] {
  const batches: SqsRecord[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const length = Buffer.byteLength(JSON.stringify(record)) + 1;
    if (bytes + length > maxBytes) {
      batches.push([]);
      bytes = '{"Records":[]}'.length;
    }
    batches.at(-1)?.push(record);
    bytes += length;
  }
  return batches;
}
