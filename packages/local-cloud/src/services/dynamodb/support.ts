import type { ServiceSupport } from '../service.ts';

const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
const template = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

const refusedProperties = {
  KinesisStreamSpecification: 'Remove the Kinesis stream from the stage that runs locally.',
  ResourcePolicy: 'Grant access through the roles of the functions instead.',
  ImportSourceSpecification: 'Seed the table with the administrator’s credentials instead.',
};

export const dynamoDbSupport: ServiceSupport = {
  service: 'DynamoDB',
  resourceTypes: {
    'AWS::DynamoDB::Table': {
      level: 'emulated',
      note: 'Capacity is not enforced; backups, encryption and protection have nothing to act on.',
      page: `${template}/aws-resource-dynamodb-table.html`,
      properties: [
        'AttributeDefinitions',
        'BillingMode',
        'GlobalSecondaryIndexes',
        'KeySchema',
        'LocalSecondaryIndexes',
        'ProvisionedThroughput',
        'StreamSpecification',
        'TableName',
        'TimeToLiveSpecification',
      ],
      ignoredProperties: [
        'ContributorInsightsSpecification',
        'DeletionProtectionEnabled',
        'OnDemandThroughput',
        'PointInTimeRecoverySpecification',
        'SSESpecification',
        'TableClass',
        'Tags',
        'WarmThroughput',
      ],
      refusedProperties,
    },
    'AWS::DynamoDB::GlobalTable': {
      level: 'approximated',
      note: 'One replica, in the stack’s own region.',
      page: `${template}/aws-resource-dynamodb-globaltable.html`,
      properties: [
        'AttributeDefinitions',
        'BillingMode',
        'GlobalSecondaryIndexes',
        'KeySchema',
        'LocalSecondaryIndexes',
        'Replicas',
        'StreamSpecification',
        'TableName',
        'TimeToLiveSpecification',
      ],
      ignoredProperties: [
        'ReadOnDemandThroughputSettings',
        'ReadProvisionedThroughputSettings',
        'SSESpecification',
        'WarmThroughput',
        'WriteOnDemandThroughputSettings',
        'WriteProvisionedThroughputSettings',
      ],
      refusedProperties,
    },
  },
  behaviours: [
    {
      behaviour: 'Reading and writing items, batches, transactions, queries, scans',
      level: 'emulated',
      note: 'By dynoxide, or by the DynamoDB that is put behind the gateway.',
      page: `${guide}/WorkingWithItems.html`,
    },
    {
      behaviour: 'Access control',
      level: 'emulated',
      note: 'Each call against the caller’s role: per table, index and item of a transaction.',
      page: `${guide}/using-identity-based-policies.html`,
    },
    {
      behaviour: 'Fine-grained access control',
      level: 'emulated',
      note: 'LeadingKeys, Attributes, Select, ReturnValues, ReturnConsumedCapacity, EnclosingOperation; other keys are refused.',
      page: `${guide}/specifying-conditions.html`,
    },
    {
      behaviour: 'Expiry of items',
      level: 'approximated',
      note: 'Items past their time to live stay until `cloud.sweepExpired()`, as they may for days on AWS; the stream tells who deleted them.',
      page: `${guide}/TTL.html`,
    },
    {
      behaviour: 'Streams',
      level: 'approximated',
      note: 'All views, one shard, the newest 100,000 records; pipes and the four operations of DynamoDB Streams read them. A write that changes nothing is left out only when the stream has both images.',
      page: `${guide}/Streams.html`,
    },
    {
      behaviour: 'Eventual consistency, capacity limits',
      level: 'absent',
      note: 'Every read sees every write before it.',
      page: `${guide}/HowItWorks.ReadConsistency.html`,
    },
    {
      behaviour: 'Throttling and failures of the service',
      level: 'approximated',
      note: 'On demand only (`cloud.faults`): throttled requests and cancelled transactions in AWS’s words, slow tables, a database that crashes and comes back with InternalServerError for writes whose outcome is unknown.',
      page: `${guide}/Programming.Errors.html`,
    },
    {
      behaviour: 'PartiQL, table management, backups',
      level: 'absent',
      note: 'Answered with UnknownOperationException.',
      page: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html',
    },
  ],
};
