import type { ServiceSupport } from '../service.ts';

const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';
const template = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';
const streams = 'Event source mappings read queues here; put a pipe between a stream and what consumes it.';

export const eventSourceMappingSupport: ServiceSupport = {
  service: 'Lambda event source mappings',
  resourceTypes: {
    'AWS::Lambda::EventSourceMapping': {
      level: 'emulated',
      note: 'Queues of SQS; woken by what arrives instead of a timer.',
      page: `${template}/aws-resource-lambda-eventsourcemapping.html`,
      properties: [
        'BatchSize',
        'Enabled',
        'EventSourceArn',
        'FunctionName',
        'FunctionResponseTypes',
        'MaximumBatchingWindowInSeconds',
        'ScalingConfig',
      ],
      ignoredProperties: ['KmsKeyArn', 'LoggingConfig', 'MetricsConfig', 'ProvisionedPollerConfig'],
      refusedProperties: {
        BisectBatchOnFunctionError: streams,
        DestinationConfig: streams,
        FilterCriteria: 'Filter in the rule or the pipe that fills the queue.',
        MaximumRecordAgeInSeconds: streams,
        MaximumRetryAttempts: streams,
        ParallelizationFactor: streams,
        StartingPosition: streams,
        TumblingWindowInSeconds: streams,
      },
    },
  },
  behaviours: [
    {
      behaviour: 'Access',
      level: 'emulated',
      note: 'Polls and deletes under the function’s role, which is checked when the mapping is made and at every call.',
      page: `${guide}/services-sqs-configure.html`,
    },
    {
      behaviour: 'Batches',
      level: 'emulated',
      note: 'Batch size, batching window, 6 MB. A function that fails leaves its messages to the visibility timeout, and so to the redrive policy.',
      page: `${guide}/with-sqs.html`,
    },
    {
      behaviour: 'Partial batch responses',
      level: 'emulated',
      note: 'What counts as complete success, partial failure and complete failure.',
      page: `${guide}/services-sqs-errorhandling.html`,
    },
    {
      behaviour: 'Scaling',
      level: 'approximated',
      note: 'MaximumConcurrency, or five batches at once, as AWS begins with. No backoff: a throttled or failing function is called again as messages become visible.',
      page: `${guide}/services-sqs-scaling.html`,
    },
    {
      behaviour: 'Streams, Kafka, MQ, DocumentDB; event filters',
      level: 'absent',
      note: 'A template that has them is refused.',
      page: `${guide}/invocation-eventsourcemapping.html`,
    },
  ],
};
