import type { HttpHandler } from '../src/http/answering.ts';
import type { HttpEvent } from '../src/http/event.ts';

type Request = {
  readonly method?: string;
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly pathParameters?: Record<string, string>;
  /** The `sub` of a verified token; null for a token without one. */
  readonly customerId?: string | null;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
};

/** What an HTTP API sends to a function for a request. */
export function createEvent(request: Request = {}): HttpEvent {
  const { method = 'GET', query = '', headers = {}, pathParameters, customerId, json } = request;
  const body = json === undefined ? request.body : JSON.stringify(json);
  const claims = customerId === null ? {} : { sub: customerId ?? '' };
  return {
    version: '2.0',
    routeKey: `${method} /test`,
    rawPath: '/test',
    rawQueryString: query,
    headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(pathParameters && { pathParameters }),
    ...(body !== undefined && { body }),
    isBase64Encoded: request.isBase64Encoded ?? false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.example',
      domainPrefix: 'api',
      http: { method, path: '/test', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'gateway-request',
      routeKey: `${method} /test`,
      stage: '$default',
      time: '22/Nov/2026:08:00:00 +0000',
      timeEpoch: 1_795_334_400_000,
      ...(customerId !== undefined && {
        authorizer: { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } },
      }),
    },
  };
}

/** A reply with its JSON parsed, and without the request id that every reply has. */
export async function invoke(handler: HttpHandler, request: Request = {}) {
  const { statusCode, headers = {}, body, isBase64Encoded } = await handler(createEvent(request));
  const { 'x-request-id': requestId, ...others } = headers;
  const isJson = /json/.test(String(headers['content-type']));
  return {
    status: statusCode,
    headers: others,
    requestId,
    isBase64Encoded,
    body: isJson && body ? JSON.parse(body) : body,
  };
}
