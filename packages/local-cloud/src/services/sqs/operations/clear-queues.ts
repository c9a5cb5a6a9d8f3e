import { SqsError } from '../errors.ts';
import type { RegisteredQueue } from '../queue-registry.ts';
import { onQueue } from './operation.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const purgeQueue = onQueue('PurgeQueue', (queue, _, { queues, nowMs }) => {
  const registered = queues.find(queue.settings.arn) as RegisteredQueue;
  if (nowMs < registered.purgedAtMs + 60_000) {
    const message = `Only one PurgeQueue operation on ${registered.description.name} is allowed every 60 seconds.`;
    throw new SqsError('PurgeQueueInProgress', message);
  }
  registered.purgedAtMs = nowMs;
  queue.purge();
  return {};
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export const deleteQueue = onQueue('DeleteQueue', ({ settings }, _, { queues }) => {
  queues.delete(settings.arn);
  return {};
});
