import type { APIGatewayProxyEvent, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { HttpHandler } from './answering.ts';
import type { HttpEvent } from './event.ts';

type RestHandler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyStructuredResultV2>;

/** A handler of HTTP events behind a REST API: what it answers is good for both. */
export const behindRestApi =
  (handle: HttpHandler): RestHandler =>
  (event) =>
    handle(toHttpEvent(event));

/**
 * A REST API's request, payload format 1.0, in the shape of format 2.0 as far as handlers read it: header names in lower
 * case, path parameters decoded.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
function toHttpEvent(event: APIGatewayProxyEvent): HttpEvent {
  const { httpMethod: method, resource, path, headers, pathParameters, body, requestContext } = event;
  const routeKey = `${method} ${resource}`;
  const { accountId, apiId, requestId, stage, requestTimeEpoch: timeEpoch, identity } = requestContext;
  const { sourceIp } = identity;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: mapEntries(headers, ([name, value]) => [name.toLowerCase(), value]),
    pathParameters: mapEntries(pathParameters, ([name, value = '']) => [name, decodeURIComponent(value)]),
    ...(body !== null && { body }),
    isBase64Encoded: event.isBase64Encoded,
    requestContext: {
      accountId,
      apiId,
      domainName: requestContext.domainName ?? '',
      domainPrefix: requestContext.domainPrefix ?? '',
      http: { method, path, protocol: requestContext.protocol, sourceIp, userAgent: '' },
      requestId,
      routeKey,
      stage,
      time: requestContext.requestTime ?? '',
      timeEpoch,
    },
  };
}

type Values = Readonly<Record<string, string | undefined>>;

const mapEntries = (
  values: Values | null,
  change: (entry: [string, string | undefined]) => [string, string | undefined],
) => Object.fromEntries(Object.entries(values ?? {}).map(change));
