import { findInteger, findString, readString } from '../input.ts';
import { getQueue, type Operation, onQueue } from './operation.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export const getQueueUrl: Operation = {
  listUses: (input, { location }) => [{ action: 'sqs:getqueueurl', queueArn: toNamedArn(input, location) }],
  run(input, { queues, location }) {
    const arn = toNamedArn(input, location);
    getQueue(arn, queues);
    return { QueueUrl: queues.toUrl(arn) };
  },
};

function toNamedArn(
  input: Readonly<Record<string, unknown>>,
  { account, region }: { readonly account: string; readonly region: string },
): string {
  const owner = findString(input, 'QueueOwnerAWSAccountId') ?? account;
  return `arn:aws:sqs:${region}:${owner}:${readString(input, 'QueueName')}`;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listQueues: Operation = {
  listUses: (_, { location: { account, region } }) => [
    { action: 'sqs:listqueues', queueArn: `arn:aws:sqs:${region}:${account}:*` },
  ],
  run(input, { queues, location: { account, region } }) {
    const prefix = `arn:aws:sqs:${region}:${account}:${findString(input, 'QueueNamePrefix') ?? ''}`;
    const max = findInteger(input, 'MaxResults', { min: 1, max: 1_000 }) ?? 1_000;
    const after = findString(input, 'NextToken') ?? '';
    const arns = queues
      .list()
      .map(({ description }) => description.arn)
      .filter((arn) => arn.startsWith(prefix) && arn > after)
      .sort();
    const page = arns.slice(0, max);
    return {
      ...(page.length > 0 && { QueueUrls: page.map((arn) => queues.toUrl(arn)) }),
      ...(page.length < arns.length && { NextToken: page.at(-1) }),
    };
  },
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html */
export const listDeadLetterSourceQueues = onQueue(
  'ListDeadLetterSourceQueues',
  ({ settings }, _, { queues }) => ({
    queueUrls: queues
      .list()
      .filter(({ description }) => description.redrive?.deadLetterArn === settings.arn)
      .map(({ description }) => queues.toUrl(description.arn)),
  }),
);
