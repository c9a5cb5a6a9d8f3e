import type { APIGatewayProxyEvent } from 'aws-lambda';

type Request = {
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly json: unknown;
};

/** What a REST API sends to a function for a POST of JSON: names of headers as the caller wrote them, paths as they came. */
export function createRestEvent({
  pathParameters = { customerId: 'me' },
  json,
}: Request): APIGatewayProxyEvent {
  const identity = { sourceIp: '127.0.0.1', userArn: 'arn:aws:sts::000000000000:assumed-role/caller/caller' };
  const requestContext = { accountId: '000000000000', apiId: 'api', requestId: 'gateway-request', identity };
  return {
    resource: '/test/{customerId}',
    path: '/test',
    httpMethod: 'POST',
    headers: { 'Content-Type': 'application/json', Host: 'api.example' },
    pathParameters,
    body: JSON.stringify(json),
    isBase64Encoded: false,
    requestContext: { ...requestContext, stage: 'test', protocol: 'HTTP/1.1', requestTimeEpoch: 0 },
  } as unknown as APIGatewayProxyEvent;
}
