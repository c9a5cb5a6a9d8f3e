import type { JsonObject } from '../../aws-endpoint/json.ts';
import type { StreamRecord } from './stream-record.ts';
import type { TableStream } from './table-stream.ts';

/** An operation of https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html */
export interface StreamOperation {
  readonly name: 'DescribeStream' | 'GetRecords' | 'GetShardIterator' | 'ListStreams';
  readonly input: JsonObject;
}

/** DynamoDB's error: its name and its words. */
export interface StreamRefusal {
  readonly code: 'ResourceNotFoundException' | 'ValidationException' | 'ExpiredIteratorException';
  readonly message: string;
}

/** The ARN that an operation must be allowed on; `*` for the list of all. */
export function findStreamArn({ name, input }: StreamOperation): string {
  if (name === 'GetRecords') return parseIterator(input.ShardIterator)?.arn ?? '*';
  return typeof input.StreamArn === 'string' ? input.StreamArn : '*';
}

export function answerStreamOperation(
  operation: StreamOperation,
  streams: ReadonlyMap<string, TableStream>,
): JsonObject | StreamRefusal {
  const { name, input } = operation;
  if (name === 'ListStreams') return listStreams(input, streams);
  const stream = streams.get(findStreamArn(operation));
  if (!stream) return { code: 'ResourceNotFoundException', message: 'Requested resource not found' };
  switch (name) {
    case 'DescribeStream':
      return { StreamDescription: describe(stream) };
    case 'GetShardIterator':
      return findIterator(stream, input);
    case 'GetRecords':
      return getRecords(stream, input);
  }
}

function listStreams({ TableName }: JsonObject, streams: ReadonlyMap<string, TableStream>): JsonObject {
  const chosen = [...streams.values()].filter(
    ({ table }) => TableName === undefined || table.name === TableName,
  );
  return { Streams: chosen.map(identify) };
}

function identify({ arn, table }: TableStream) {
  return { StreamArn: arn, StreamLabel: arn.split('/stream/')[1], TableName: table.name };
}

export const shardId = 'shardId-00000000000000000000-00000000';

function describe(stream: TableStream): JsonObject {
  const [first] = stream.read(0, 1).records;
  return {
    ...identify(stream),
    StreamStatus: 'ENABLED',
    StreamViewType: stream.table.streamViewType,
    KeySchema: stream.table.keySchema,
    Shards: [
      {
        ShardId: shardId,
        SequenceNumberRange: {
          StartingSequenceNumber: first?.dynamodb.SequenceNumber ?? '100000000000000000001',
        },
      },
    ],
  };
}

function findIterator(stream: TableStream, input: JsonObject): JsonObject | StreamRefusal {
  const { ShardId, ShardIteratorType, SequenceNumber } = input;
  if (ShardId !== shardId) {
    return {
      code: 'ResourceNotFoundException',
      message: 'Requested resource not found: Shard does not exist',
    };
  }
  const position = findPosition(stream, String(ShardIteratorType), String(SequenceNumber));
  if (position === undefined) {
    return { code: 'ValidationException', message: 'Invalid ShardIteratorType or SequenceNumber' };
  }
  return { ShardIterator: formatIterator(stream.arn, position) };
}

function findPosition(stream: TableStream, type: string, sequenceNumber: string): number | undefined {
  const { records, next } = stream.read(0, Number.POSITIVE_INFINITY);
  const start = next - records.length;
  const numberOf = ({ dynamodb }: StreamRecord) => BigInt(dynamodb.SequenceNumber);
  switch (type) {
    case 'TRIM_HORIZON':
      return start;
    case 'LATEST':
      return next;
    case 'AT_SEQUENCE_NUMBER':
    case 'AFTER_SEQUENCE_NUMBER': {
      if (!/^\d{21,}$/u.test(sequenceNumber)) return undefined;
      const wanted = BigInt(sequenceNumber) + (type === 'AFTER_SEQUENCE_NUMBER' ? 1n : 0n);
      const index = records.findIndex((record) => numberOf(record) >= wanted);
      return index < 0 ? next : start + index;
    }
    default:
      return undefined;
  }
}

function getRecords(stream: TableStream, { ShardIterator, Limit = 1_000 }: JsonObject): JsonObject {
  const { records, next } = stream.read(parseIterator(ShardIterator)?.position ?? 0, Number(Limit));
  return {
    Records: records.map(({ eventSourceARN: _, ...record }) => record),
    NextShardIterator: formatIterator(stream.arn, next),
  };
}

function formatIterator(arn: string, position: number): string {
  return `${arn}|${position}`;
}

function parseIterator(text: unknown): { arn: string; position: number } | undefined {
  const [, arn, position] = /^(arn:[^|]+)\|(\d+)$/u.exec(String(text)) ?? [];
  return arn === undefined ? undefined : { arn, position: Number(position) };
}
