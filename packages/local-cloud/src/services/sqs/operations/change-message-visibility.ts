import type { JsonObject } from '../../../aws-endpoint/json.ts';
import { SqsError } from '../errors.ts';
import { findInteger, readString } from '../input.ts';
import type { Queue } from '../queue/queue.ts';
import { runBatch } from './batch.ts';
import { onQueue } from './operation.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const changeMessageVisibility = onQueue('ChangeMessageVisibility', changeOne);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export const changeMessageVisibilityBatch = onQueue('ChangeMessageVisibility', (queue, input) =>
  runBatch(input, (entry) => changeOne(queue, entry)),
);

function changeOne(queue: Queue, input: JsonObject): JsonObject {
  const seconds = findInteger(input, 'VisibilityTimeout', { min: 0, max: 43_200 });
  if (seconds === undefined) {
    throw new SqsError('MissingParameter', 'The request must contain the parameter VisibilityTimeout.');
  }
  queue.changeVisibility(readString(input, 'ReceiptHandle'), seconds * 1_000);
  return {};
}
