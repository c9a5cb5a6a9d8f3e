import { readString } from '../input.ts';
import { runBatch } from './batch.ts';
import { onQueue } from './operation.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const deleteMessage = onQueue('DeleteMessage', (queue, input) => {
  queue.delete(readString(input, 'ReceiptHandle'));
  return {};
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const deleteMessageBatch = onQueue('DeleteMessage', (queue, input) =>
  runBatch(input, (entry) => {
    queue.delete(readString(entry, 'ReceiptHandle'));
    return {};
  }),
);
