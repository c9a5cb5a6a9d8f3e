import type { ServiceSupport } from '../service.ts';

const guide = 'https://docs.aws.amazon.com/eventbridge/latest/userguide';

export const pipesSupport: ServiceSupport = {
  service: 'EventBridge Pipes',
  resourceTypes: {
    'AWS::Pipes::Pipe': {
      level: 'emulated',
      note: 'From the stream of a DynamoDB table to an event bus or an SQS queue.',
      page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pipes-pipe.html',
      properties: [
        'DesiredState',
        'Name',
        'RoleArn',
        'Source',
        'SourceParameters',
        'Target',
        'TargetParameters',
      ],
      ignoredProperties: ['Description', 'KmsKeyIdentifier', 'LogConfiguration', 'Tags'],
      refusedProperties: {
        Enrichment: 'Leave the enrichment out: shape events by the input template.',
        EnrichmentParameters: 'Leave the enrichment out: shape events by the input template.',
      },
    },
  },
  behaviours: [
    {
      behaviour: 'Reading a stream',
      level: 'approximated',
      note: 'Woken by writes instead of polling four times a second. Batch size, window, starting position, filters; one batch at a time, whatever ParallelizationFactor says.',
      page: `${guide}/eb-pipes-dynamodb.html`,
    },
    {
      behaviour: 'Filters',
      level: 'approximated',
      note: 'The patterns of rules without wildcard and combined anything-but, which AWS refuses in pipes, too; numbers are compared as numbers.',
      page: `${guide}/eb-pipes-event-filtering.html`,
    },
    {
      behaviour: 'Input templates',
      level: 'approximated',
      note: 'A path that ends in .N gives a number where it stands without quotes: AWS does not say whether it does, so accept the text, too. What a record does not have is an empty string.',
      page: `${guide}/eb-pipes-input-transformation.html`,
    },
    {
      behaviour: 'Retries and dead letters',
      level: 'approximated',
      note: 'Records fail one by one, as with AUTOMATIC_BISECT; attempts and age as the pipe says; backoff from a tenth of a second to two seconds. A dead letter tells where the record stands in the stream.',
      page: `${guide}/eb-pipes-batching-concurrency.html`,
    },
    {
      behaviour: 'Access',
      level: 'emulated',
      note: 'The pipe’s role must allow reading the stream, the target and the dead-letter queue.',
      page: `${guide}/eb-pipes-permissions.html`,
    },
  ],
};
