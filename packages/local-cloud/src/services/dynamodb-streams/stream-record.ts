import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../aws-endpoint/json.ts';

/**
 * A record as pipes, event source mappings and functions get it
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html). `GetRecords` leaves `eventSourceARN` out.
 */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: string;
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: StreamChange;
  readonly userIdentity?: UserIdentity;
  readonly eventSourceARN: string;
}

interface StreamChange {
  /** Epoch seconds. */
  readonly ApproximateCreationDateTime: number;
  readonly Keys: JsonObject;
  readonly NewImage?: JsonObject;
  readonly OldImage?: JsonObject;
  readonly SequenceNumber: string;
  readonly SizeBytes: number;
  readonly StreamViewType: string;
}

/** Who deletes what has expired: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html */
const timeToLiveIdentity = { type: 'Service', principalId: 'dynamodb.amazonaws.com' } as const;

type UserIdentity = typeof timeToLiveIdentity;

/** What the database says of a change; it has the shape of `GetRecords`. */
export type DatabaseRecord = Omit<StreamRecord, 'eventSourceARN' | 'userIdentity'>;

export interface RecordOrigin {
  readonly streamArn: string;
  readonly region: string;
  /** Whether the item was deleted because it had expired. */
  readonly expired: boolean;
}

/** Puts a record of the database into the place that it has in the stacks. */
export function toStreamRecord(
  record: DatabaseRecord,
  { streamArn, region, expired }: RecordOrigin,
): StreamRecord {
  const SequenceNumber = toSequenceNumber(record.dynamodb.SequenceNumber);
  return {
    ...record,
    eventID: createHash('md5').update(`${streamArn}#${SequenceNumber}`).digest('hex'),
    awsRegion: region,
    dynamodb: { ...record.dynamodb, SequenceNumber },
    ...(expired && { userIdentity: timeToLiveIdentity }),
    eventSourceARN: streamArn,
  };
}

/** AWS's have at least 21 digits, and order as numbers do (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html). */
function toSequenceNumber(databaseNumber: string): string {
  return `1${databaseNumber.padStart(20, '0')}`;
}

/** A write that changes nothing makes no record (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html); told only by both images. */
export function changesNothing({ eventName, dynamodb: { NewImage, OldImage } }: DatabaseRecord): boolean {
  return eventName === 'MODIFY' && OldImage !== undefined && isDeepStrictEqual(NewImage, OldImage);
}
