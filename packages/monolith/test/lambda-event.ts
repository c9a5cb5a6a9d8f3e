import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

type Parts = Partial<
  Pick<APIGatewayProxyEventV2, 'rawPath' | 'rawQueryString' | 'cookies' | 'body' | 'isBase64Encoded'>
> & {
  readonly method?: string;
  readonly headers?: Record<string, string>;
};

/** A request as the `$default` route of an HTTP API hands it to a function; what is absent is absent there, too. */
export function createEvent({
  method = 'GET',
  rawPath = '/',
  headers = {},
  ...parts
}: Parts): APIGatewayProxyEventV2 {
  const time = new Date('2026-11-22T12:00:00.000Z');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: '',
    headers: { host: 'abc.execute-api.eu-central-1.amazonaws.com', 'x-forwarded-proto': 'https', ...headers },
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc',
      domainName: 'abc.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'abc',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: '$default',
      time: '22/Nov/2026:12:00:00 +0000',
      timeEpoch: time.getTime(),
    },
    isBase64Encoded: false,
    ...parts,
  };
}

export const context = { awsRequestId: 'test' } as Context;
