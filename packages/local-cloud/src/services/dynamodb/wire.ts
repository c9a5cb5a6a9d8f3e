import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { WireAnswer } from '../../aws-endpoint/handler.ts';

const contentType = 'application/x-amz-json-1.0';

/**
 * Errors in the AWS JSON 1.0 protocol
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html, with DynamoDB's namespaces and request id of
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html).
 */
export function formatError(code: string, message: string | undefined): WireAnswer {
  const isCommon = !codesOfDynamoDb.has(code);
  const type = `${isCommon ? 'com.amazon.coral.service' : 'com.amazonaws.dynamodb.v20120810'}#${code}`;
  // AWS writes the message of this one with a capital letter.
  const member = code === 'AccessDeniedException' ? 'Message' : 'message';
  const body = Buffer.from(JSON.stringify({ __type: type, [member]: message }));
  return createAnswer(code === 'InternalServerError' ? 500 : 400, body);
}

const codesOfDynamoDb = new Set([
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'ResourceNotFoundException',
]);

export function createAnswer(status: number, body: Buffer): WireAnswer {
  return {
    status,
    body,
    headers: {
      'content-type': contentType,
      'content-length': String(body.length),
      'x-amz-crc32': String(crc32(body)),
      'x-amzn-requestid': randomBytes(26).toString('hex').toUpperCase(),
    },
  };
}
