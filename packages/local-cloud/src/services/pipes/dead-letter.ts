import type { StreamRecord } from '../dynamodb-streams/stream-record.ts';
import { shardId } from '../dynamodb-streams/streams-api.ts';
import type { GivenUp } from './batch-delivery.ts';
import type { Pipe } from './pipe.ts';

/**
 * Body of a dead letter: not the record, but where it stands in the stream, from which it can be read for a day
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html; the form is that of
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html).
 */
export function formatDeadLetter(
  { arn, sourceArn }: Pipe,
  record: StreamRecord,
  { condition, nowMs }: { condition: GivenUp; nowMs: number },
): string {
  const { SequenceNumber, ApproximateCreationDateTime } = record.dynamodb;
  const arrival = new Date(ApproximateCreationDateTime * 1_000).toISOString();
  return JSON.stringify({
    context: { partnerResourceArn: arn, condition },
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: SequenceNumber,
      endSequenceNumber: SequenceNumber,
      approximateArrivalOfFirstRecord: arrival,
      approximateArrivalOfLastRecord: arrival,
      batchSize: 1,
      streamArn: sourceArn,
    },
  });
}
