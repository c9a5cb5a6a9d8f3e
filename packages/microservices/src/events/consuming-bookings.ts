import { type BookingRecorded, parseBookingRecorded } from '@unlith/shared-model/events';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { logLine } from '../log-line.ts';

type Consumer = (event: SQSEvent) => Promise<SQSBatchResponse>;

/**
 * A Lambda handler around what a subscriber does with an event. Messages come from a queue behind a rule; each that fails is
 * named, so that it alone is delivered again, and in the end to the dead-letter queue.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const consumingBookings =
  (act: (event: BookingRecorded) => Promise<unknown>): Consumer =>
  async ({ Records }) => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    // One by one, since events of one customer would only contend.
    for (const record of Records) {
      const isDone = await consume(record, act);
      if (!isDone) batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };
  };

/** A message which no repetition can mend is told from one whose time has not come. */
async function consume(
  { messageId, body, attributes }: SQSRecord,
  act: (event: BookingRecorded) => Promise<unknown>,
): Promise<boolean> {
  const receiveCount = Number(attributes.ApproximateReceiveCount);
  let event: BookingRecorded;
  try {
    event = parseBookingRecorded(JSON.parse(body).detail);
  } catch (error) {
    logLine('message.poisoned', error, { messageId, receiveCount, body: body.slice(0, maxLoggedCharacters) });
    return false;
  }
  const { bookingId, version } = event;
  return act(event).then(
    () => true,
    (error: unknown) => {
      logLine('message.failed', error, { messageId, receiveCount, bookingId, version });
      return false;
    },
  );
}

/** A message may have 1 MiB, a log line has not to. */
const maxLoggedCharacters = 1000;
