import { expect, it } from 'vitest';
import { listAggregatedClients, listCommands } from '../../src/permissions/list-commands.ts';

const command = (client: string, operation: string) => ({
  path: `node_modules/@aws-sdk/client-${client}/dist-es/commands/${operation}Command.js`,
});

it.each([
  ['dynamodb', 'GetItem', 'dynamodb:GetItem'],
  ['dynamodb', 'BatchGetItem', 'dynamodb:BatchGetItem'],
  ['dynamodb', 'BatchWriteItem', 'dynamodb:BatchWriteItem'],
  ['dynamodb', 'TransactGetItems', 'dynamodb:GetItem'],
  [
    'dynamodb',
    'TransactWriteItems',
    'dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem',
  ],
  ['dynamodb-streams', 'GetRecords', 'dynamodb:GetRecords'],
  [
    's3',
    'PutObject',
    's3:PutObject s3:PutObjectAcl s3:PutObjectLegalHold s3:PutObjectRetention s3:PutObjectTagging',
  ],
  ['s3', 'HeadObject', 's3:GetObject s3:GetObjectVersion'],
  ['s3', 'DeleteObjects', 's3:DeleteObject s3:DeleteObjectVersion'],
  ['s3', 'ListObjectsV2', 's3:ListBucket'],
  ['sqs', 'SendMessageBatch', 'sqs:SendMessage'],
  ['sns', 'Publish', 'sns:Publish'],
  ['kms', 'ReEncrypt', 'kms:ReEncryptFrom kms:ReEncryptTo'],
  ['bedrock-runtime', 'Converse', 'bedrock:InvokeModel'],
  ['eventbridge', 'PutEvents', 'events:PutEvents'],
  ['ses', 'SendEmail', 'ses:SendEmail'],
  ['secrets-manager', 'GetSecretValue', 'secretsmanager:GetSecretValue'],
  ['ssm', 'GetParametersByPath', 'ssm:GetParametersByPath'],
  ['lambda', 'Invoke', 'lambda:InvokeFunction'],
  ['sfn', 'StartExecution', 'states:StartExecution'],
  ['cognito-identity-provider', 'AdminGetUser', 'cognito-idp:AdminGetUser'],
  ['cloudwatch-logs', 'PutLogEvents', 'logs:PutLogEvents'],
  ['apigatewaymanagementapi', 'PostToConnection', 'execute-api:ManageConnections'],
])('%s %s needs %s', (client, operation, actions) => {
  expect(listCommands([command(client, operation)])).toEqual([
    { package: `@aws-sdk/client-${client}`, command: `${operation}Command`, actions: actions.split(' ') },
  ]);
});

it('lists commands by name, and neither what is never sent nor what is none', () => {
  const modules = [
    command('s3', 'PutObject'),
    command('dynamodb', 'Query'),
    command('dynamodb', 'DescribeEndpoints'),
    { path: 'node_modules/@aws-sdk/lib-dynamodb/dist-es/commands/QueryCommand.js' },
    { path: 'src/commands/QueryCommand.js' },
  ];
  expect(listCommands(modules).map((each) => each.command)).toEqual(['QueryCommand', 'PutObjectCommand']);
});

it.each([
  ['client-dynamodb/dist-es/DynamoDB.js', '@aws-sdk/client-dynamodb'],
  ['client-s3/dist-es/S3.js', '@aws-sdk/client-s3'],
  ['lib-dynamodb/dist-es/DynamoDBDocument.js', '@aws-sdk/lib-dynamodb'],
  ['lib-dynamodb/dist-es/DynamoDBDocumentClient.js', undefined],
  ['client-s3/dist-es/S3Client.js', undefined],
  ['client-s3/dist-es/runtimeConfig.js', undefined],
  ['client-s3/dist-es/commandBuilder.js', undefined],
  ['lib-storage/dist-es/Upload.js', undefined],
])('%s is the aggregated client of %s', (path, name) => {
  expect(listAggregatedClients([{ path: `node_modules/@aws-sdk/${path}` }])).toEqual(name ? [name] : []);
});
