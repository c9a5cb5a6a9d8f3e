import type { ServiceSupport } from '../service.ts';

const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';
const template = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

export const sqsSupport: ServiceSupport = {
  service: 'SQS',
  resourceTypes: {
    'AWS::SQS::Queue': {
      level: 'emulated',
      note: 'Standard and FIFO queues in memory. Queue URLs carry the address of the AWS endpoint.',
      page: `${template}/aws-resource-sqs-queue.html`,
      properties: [
        'ContentBasedDeduplication',
        'DeduplicationScope',
        'DelaySeconds',
        'FifoQueue',
        'MaximumMessageSize',
        'MessageRetentionPeriod',
        'QueueName',
        'ReceiveMessageWaitTimeSeconds',
        'RedriveAllowPolicy',
        'RedrivePolicy',
        'VisibilityTimeout',
      ],
      ignoredProperties: [
        'FifoThroughputLimit',
        'KmsDataKeyReusePeriodSeconds',
        'KmsMasterKeyId',
        'SqsManagedSseEnabled',
      ],
    },
    'AWS::SQS::QueuePolicy': {
      level: 'emulated',
      note: 'Enforced together with the caller’s role; services (a rule of EventBridge) need it.',
      page: `${template}/aws-resource-sqs-queuepolicy.html`,
      properties: ['PolicyDocument', 'Queues'],
    },
  },
  behaviours: [
    {
      behaviour: 'Messages',
      level: 'emulated',
      note: 'Send, receive, delete and change visibility, single and in batches; attributes, MD5 digests, delays, retention, long polling.',
      page: `${api}/API_Operations.html`,
    },
    {
      behaviour: 'Protocols',
      level: 'emulated',
      note: 'AWS JSON 1.0 and the older query protocol, which awscli speaks before 2.13.',
      page: `${guide}/sqs-json-faqs.html`,
    },
    {
      behaviour: 'Standard queues',
      level: 'approximated',
      note: 'In the order of sending and without duplicates, unless faults are planted; a receipt looks at the whole queue. No limit to messages in flight.',
      page: `${guide}/standard-queues.html`,
    },
    {
      behaviour: 'FIFO queues',
      level: 'approximated',
      note: 'Order and blocking by message group, deduplication for five minutes. ReceiveRequestAttemptId and quotas have no effect.',
      page: `${guide}/sqs-fifo-queues.html`,
    },
    {
      behaviour: 'Dead-letter queues',
      level: 'approximated',
      note: 'maxReceiveCount, RedriveAllowPolicy, redrive by StartMessageMoveTask, which is finished when it answers. Of dead letters of different age an older one may outlive its retention behind a younger one.',
      page: `${guide}/sqs-dead-letter-queues.html`,
    },
    {
      behaviour: 'Receipt handles',
      level: 'emulated',
      note: 'Only the latest one of a message deletes it.',
      page: `${api}/API_DeleteMessage.html`,
    },
    {
      behaviour: 'Management API',
      level: 'approximated',
      note: 'Queues can be looked up, purged and deleted; they are created by stacks only.',
      page: `${api}/API_CreateQueue.html`,
    },
    {
      behaviour: 'Metrics, throttling, encryption',
      level: 'absent',
      note: 'Messages lie in memory as they are.',
      page: `${guide}/sqs-data-encryption.html`,
    },
  ],
};
