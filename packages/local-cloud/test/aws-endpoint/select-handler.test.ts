import { expect, it } from 'vitest';
import { selectHandler } from '../../src/aws-endpoint/select-handler.ts';

const handlers = [
  { signingName: 'dynamodb', targetPrefix: 'DynamoDB_20120810' },
  { signingName: 'dynamodb', targetPrefix: 'DynamoDBStreams_20120810' },
  { signingName: 'sqs', targetPrefix: 'AmazonSQS' },
  { signingName: 'execute-api' },
];

it.each([
  ['dynamodb', 'DynamoDB_20120810.GetItem', 'DynamoDB_20120810'],
  ['dynamodb', 'DynamoDBStreams_20120810.GetRecords', 'DynamoDBStreams_20120810'],
  ['dynamodb', undefined, 'DynamoDB_20120810'],
  ['sqs', 'AmazonSQS.SendMessage', 'AmazonSQS'],
  ['sqs', undefined, 'AmazonSQS'],
  ['sqs', 'DynamoDB_20120810.GetItem', 'AmazonSQS'],
  ['execute-api', undefined, undefined],
  [undefined, 'AmazonSQS.SendMessage', 'AmazonSQS'],
  ['s3', 'AmazonSQS.SendMessage', 'AmazonSQS'],
])('signed for %s, target %s: %s', (service, target, expected) => {
  const headers = {
    ...(service && {
      authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261122/eu-west-1/${service}/aws4_request, …`,
    }),
    ...(target && { 'x-amz-target': target }),
  };
  const found = selectHandler(headers, handlers);
  expect(found).toBeDefined();
  expect(found?.targetPrefix).toBe(expected);
});

it.each([
  [{}],
  [{ authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20261122/eu-west-1/s3/aws4_request, …' }],
  [{ 'x-amz-target': 'Logs_20140328.PutLogEvents' }],
])('%j is for nobody', (headers) => {
  expect(selectHandler(headers, handlers)).toBeUndefined();
});
