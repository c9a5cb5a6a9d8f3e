/**
 * IAM actions that a command of the AWS SDK needs. By the general rule that is one, named as the operation; where the service
 * authorization reference says otherwise, it stands here.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 *
 * @param client `@aws-sdk/client-dynamodb`
 * @param operation `TransactWriteItems`
 */
export function listActions(client: string, operation: string): readonly string[] {
  const service = client.replace('@aws-sdk/client-', '');
  const prefix = servicePrefixes[service] ?? service.replaceAll('-', '');
  const exceptions = operationActions[service] ?? {};
  const names = exceptions[operation] ?? exceptions['*'] ?? [operation];
  return names.map((name) => `${prefix}:${name}`);
}

/** Where the IAM prefix is not the client's name without its hyphens. */
const servicePrefixes: Readonly<Record<string, string>> = {
  'api-gateway': 'apigateway',
  apigatewaymanagementapi: 'execute-api',
  appconfigdata: 'appconfig',
  'application-auto-scaling': 'application-autoscaling',
  'bedrock-agent-runtime': 'bedrock',
  'bedrock-runtime': 'bedrock',
  'cloudwatch-events': 'events',
  'cloudwatch-logs': 'logs',
  'cognito-identity': 'cognito-identity',
  'cognito-identity-provider': 'cognito-idp',
  'dynamodb-streams': 'dynamodb',
  efs: 'elasticfilesystem',
  eventbridge: 'events',
  'iot-data-plane': 'iot',
  'lex-runtime-v2': 'lex',
  location: 'geo',
  opensearch: 'es',
  'personalize-events': 'personalize',
  'personalize-runtime': 'personalize',
  pinpoint: 'mobiletargeting',
  'rds-data': 'rds-data',
  'redshift-data': 'redshift-data',
  'sagemaker-runtime': 'sagemaker',
  sesv2: 'ses',
  sfn: 'states',
  'timestream-query': 'timestream',
  'timestream-write': 'timestream',
  'transcribe-streaming': 'transcribe',
};

const partiQl = ['PartiQLDelete', 'PartiQLInsert', 'PartiQLSelect', 'PartiQLUpdate'];

/** What versions, tags, access lists and locks in the call may ask for besides. */
const readsObject = ['GetObject', 'GetObjectVersion'];
const writesObject = [
  'PutObject',
  'PutObjectAcl',
  'PutObjectLegalHold',
  'PutObjectRetention',
  'PutObjectTagging',
];

/** By client, then by operation; `*` for any. */
const operationActions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_dynamodb.html#list_dynamodb-operations
  dynamodb: {
    TransactGetItems: ['GetItem'],
    TransactWriteItems: ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'],
    ExecuteStatement: partiQl,
    BatchExecuteStatement: partiQl,
    ExecuteTransaction: partiQl,
    // Asked by endpoint discovery, which DynamoDB's clients have switched off.
    DescribeEndpoints: [],
  },
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html#list_s3-operations
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
  s3: {
    GetObject: readsObject,
    HeadObject: readsObject,
    SelectObjectContent: ['GetObject'],
    PutObject: writesObject,
    CopyObject: [...readsObject, 'GetObjectTagging', ...writesObject],
    DeleteObject: ['DeleteObject', 'DeleteObjectVersion'],
    DeleteObjects: ['DeleteObject', 'DeleteObjectVersion'],
    CreateMultipartUpload: writesObject,
    UploadPart: ['PutObject'],
    UploadPartCopy: [...readsObject, 'PutObject'],
    CompleteMultipartUpload: ['PutObject'],
    ListParts: ['ListMultipartUploadParts'],
    ListMultipartUploads: ['ListBucketMultipartUploads'],
    ListObjects: ['ListBucket'],
    ListObjectsV2: ['ListBucket'],
    ListObjectVersions: ['ListBucketVersions'],
    HeadBucket: ['ListBucket'],
    ListBuckets: ['ListAllMyBuckets'],
  },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api.html
  sqs: {
    SendMessageBatch: ['SendMessage'],
    DeleteMessageBatch: ['DeleteMessage'],
    ChangeMessageVisibilityBatch: ['ChangeMessageVisibility'],
  },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
  sns: { PublishBatch: ['Publish'] },
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_sesv2.html
  sesv2: { SendEmail: ['SendEmail', 'SendRawEmail', 'SendTemplatedEmail'] },
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html
  'secrets-manager': { BatchGetSecretValue: ['BatchGetSecretValue', 'GetSecretValue', 'ListSecrets'] },
  // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html, API_InvokeWithResponseStream.html
  lambda: { Invoke: ['InvokeFunction'], InvokeWithResponseStream: ['InvokeFunction'] },
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html
  kms: { ReEncrypt: ['ReEncryptFrom', 'ReEncryptTo'] },
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  sts: { GetCallerIdentity: [] },
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
  apigatewaymanagementapi: { '*': ['ManageConnections'] },
  // https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html
  'bedrock-runtime': {
    Converse: ['InvokeModel'],
    ConverseStream: ['InvokeModelWithResponseStream'],
  },
};
