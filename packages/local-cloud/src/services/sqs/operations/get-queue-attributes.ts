import { SqsError } from '../errors.ts';
import { listStrings } from '../input.ts';
import type { RegisteredQueue } from '../queue-registry.ts';
import { onQueue } from './operation.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const getQueueAttributes = onQueue('GetQueueAttributes', ({ settings }, input, { queues }) => {
  const names = listStrings(input, 'AttributeNames');
  const attributes = describeAttributes(queues.find(settings.arn) as RegisteredQueue);
  const unknown = names.find((name) => name !== 'All' && !knownAttributes.has(name));
  if (unknown !== undefined) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  const isWanted = (name: string) => names.includes('All') || names.includes(name);
  const wanted = Object.entries(attributes).filter(([name]) => isWanted(name));
  return wanted.length === 0 ? {} : { Attributes: Object.fromEntries(wanted) };
});

function describeAttributes({ description, queue, policy, createdAtMs }: RegisteredQueue) {
  const counts = queue.count();
  const { isFifo, redrive, redriveAllowPolicy } = description;
  const createdSeconds = String(Math.floor(createdAtMs / 1_000));
  const seconds = (timeMs: number) => String(timeMs / 1_000);
  const attributes = {
    QueueArn: description.arn,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts['in-flight']),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    CreatedTimestamp: createdSeconds,
    LastModifiedTimestamp: createdSeconds,
    VisibilityTimeout: seconds(description.visibilityTimeoutMs),
    MaximumMessageSize: String(description.maxMessageBytes),
    MessageRetentionPeriod: seconds(description.retentionMs),
    DelaySeconds: seconds(description.delayMs),
    ReceiveMessageWaitTimeSeconds: seconds(description.waitMs),
    SqsManagedSseEnabled: 'true',
    Policy: policy.document === undefined ? undefined : JSON.stringify(policy.document),
    RedrivePolicy:
      redrive &&
      JSON.stringify({
        deadLetterTargetArn: redrive.deadLetterArn,
        maxReceiveCount: redrive.maxReceiveCount,
      }),
    RedriveAllowPolicy: redriveAllowPolicy && JSON.stringify(redriveAllowPolicy),
    ...(isFifo && {
      FifoQueue: 'true',
      ContentBasedDeduplication: String(description.contentBasedDeduplication),
      DeduplicationScope: description.deduplicatesByGroup ? 'messageGroup' : 'queue',
      FifoThroughputLimit: description.deduplicatesByGroup ? 'perMessageGroupId' : 'perQueue',
    }),
  };
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

const knownAttributes: ReadonlySet<string> = new Set([
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
  'ContentBasedDeduplication',
  'CreatedTimestamp',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoQueue',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'LastModifiedTimestamp',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'Policy',
  'QueueArn',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
]);
