import { bookingRecorded } from '@unlith/shared-model/events';
import type { SQSEvent } from 'aws-lambda';

/** A message's body as a rule leaves an event in a queue. */
export const eventBody = (detail: unknown): string =>
  JSON.stringify({
    version: '0',
    id: 'e1',
    'detail-type': bookingRecorded.detailType,
    source: bookingRecorded.source,
    detail,
  });

/** What a queue's mapping sends to a function: the messages `m1`, `m2` and so on. */
export const createQueueEvent = (...bodies: string[]): SQSEvent => ({
  Records: bodies.map((body, index) => ({
    messageId: `m${index + 1}`,
    receiptHandle: 'handle',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: 'rule',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:queue',
    awsRegion: 'eu-west-1',
  })),
});
