import { expect, it } from 'vitest';
import { createSqsService } from '../../../src/services/sqs/service.ts';
import { resource } from '../../resource.ts';
import { fifoQueue, queue, queueArn } from './post-office.ts';

const create = () => createSqsService({ emit: () => {}, endpoint: () => 'http://127.0.0.1:1234' });

it('identifies queues as CloudFormation does', () => {
  const service = create();
  const url = 'http://127.0.0.1:1234/123456789012/plain';
  expect(service.identify(queue('plain'))).toEqual({
    ref: url,
    attributes: { Arn: queueArn('plain'), QueueName: 'plain', QueueUrl: url },
  });
  const unnamed = (properties: object) =>
    service.identify(resource('Queue', 'AWS::SQS::Queue', { ...properties })).attributes.QueueName;
  expect(unnamed({})).toMatch(/^Stage-Queue-[0-9A-Z]{12}$/);
  expect(unnamed({ FifoQueue: true })).toMatch(/^Stage-Queue-[0-9A-Z]{12}\.fifo$/);
});

const redrive = (target: string, maxReceiveCount: number | string = 3) => ({
  RedrivePolicy: { deadLetterTargetArn: queueArn(target), maxReceiveCount },
});

it.each([
  ['sqs.out-of-range', [queue('a', { DelaySeconds: 901 })]],
  ['sqs.out-of-range', [queue('a', { VisibilityTimeout: 'soon' })]],
  ['sqs.out-of-range', [queue('a', { MaximumMessageSize: 1 })]],
  ['sqs.same-name', [queue('a'), queue('a')]],
  ['sqs.queue-name', [queue('a b')]],
  ['sqs.queue-name', [queue('a.fifo')]],
  ['sqs.queue-name', [fifoQueue('a')]],
  ['sqs.redrive-policy', [queue('a', redrive('nowhere'))]],
  ['sqs.redrive-policy', [queue('a', redrive('b', 0)), queue('b')]],
  ['sqs.redrive-policy', [queue('a', redrive('b.fifo')), fifoQueue('b.fifo')]],
  [
    'sqs.redrive-policy',
    [queue('a', redrive('b')), queue('b', { RedriveAllowPolicy: { redrivePermission: 'denyAll' } })],
  ],
  [
    'sqs.redrive-policy',
    [
      queue('a', redrive('b')),
      queue('b', {
        RedriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: [queueArn('c')] },
      }),
    ],
  ],
])('refuses what AWS does not take: %s', async (code, queues) => {
  await expect(create().start?.(queues)).rejects.toMatchObject({ code });
});

it('takes what AWS takes', async () => {
  await create().start?.([
    queue('a', redrive('b', '3')),
    queue('b', {
      RedriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: [queueArn('a')] },
      DelaySeconds: 900,
      MessageRetentionPeriod: 60,
    }),
    fifoQueue('c.fifo', redrive('d.fifo')),
    fifoQueue('d.fifo'),
  ]);
});
