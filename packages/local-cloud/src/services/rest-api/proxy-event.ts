import { formatClfTime, hopByHop } from '../api-gateway/event.ts';
import type { Identity } from './identity.ts';
import { isBinary } from './media-type.ts';
import type { RequestTarget } from './request-target.ts';

/** A request at the front door, read completely. */
export interface ArrivedRequest {
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly httpMethod: string;
  readonly target: RequestTarget;
  /** Names and values in turn, as they came over the wire. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly receivedAt: Date;
}

/** Where the request goes, and who sent it. */
export interface Destination {
  readonly apiId: string;
  readonly account: string;
  readonly deploymentId: string;
  readonly stageVariables: Readonly<Record<string, string>> | null;
  readonly resourceId: string;
  /** `/internal/{customerId}/debits` */
  readonly resourcePath: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly identity: Identity;
  readonly binaryMediaTypes: readonly string[];
  readonly traceId: string;
}

/**
 * The event of a REST API's proxy integration. What is empty is `null`; of several values the plain maps have the last.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
export function toProxyEvent(request: ArrivedRequest, destination: Destination): object {
  const { httpMethod, target, body } = request;
  const multiValueHeaders = gatherHeaders(request, destination.traceId);
  const headers = takeLast(multiValueHeaders);
  const multiValueQuery = gatherQuery(target.query);
  const contentType = findHeader(headers, 'content-type');
  const isBase64Encoded = body.length > 0 && isBinary(contentType, destination.binaryMediaTypes);
  return {
    resource: destination.resourcePath,
    path: target.path,
    httpMethod,
    headers,
    multiValueHeaders,
    queryStringParameters: orNull(takeLast(multiValueQuery)),
    multiValueQueryStringParameters: orNull(multiValueQuery),
    pathParameters: orNull(destination.pathParameters),
    stageVariables: destination.stageVariables,
    requestContext: toRequestContext(request, destination, headers),
    body: body.length === 0 ? null : body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
}

function toRequestContext(
  { requestId, extendedRequestId, httpMethod, target, sourceIp, receivedAt }: ArrivedRequest,
  { account, apiId, deploymentId, identity, resourceId, resourcePath }: Destination,
  headers: Readonly<Record<string, string>>,
): object {
  const domainName = findHeader(headers, 'host') ?? '';
  return {
    accountId: account,
    apiId,
    deploymentId,
    domainName,
    domainPrefix: domainName.split('.')[0],
    extendedRequestId,
    httpMethod,
    identity: { ...identity, sourceIp, userAgent: findHeader(headers, 'user-agent') ?? null },
    path: `/${target.stage}${target.path}`,
    protocol: 'HTTP/1.1',
    requestId,
    requestTime: formatClfTime(receivedAt),
    requestTimeEpoch: receivedAt.getTime(),
    resourceId,
    resourcePath,
    stage: target.stage,
  };
}

/** Names as they were sent; a REST API hands on no `content-length`. */
function gatherHeaders({ rawHeaders, sourceIp }: ArrivedRequest, traceId: string): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    const lower = name.toLowerCase();
    if (hopByHop.has(lower) || lower === 'content-length') continue;
    const known = Object.keys(headers).find((other) => other.toLowerCase() === lower) ?? name;
    headers[known] = [...(headers[known] ?? []), rawHeaders[index + 1] ?? ''];
  }
  const forwarded = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-forwarded-for');
  const others = Object.entries(headers).filter(([name]) => !addedHeaders.has(name.toLowerCase()));
  return {
    ...Object.fromEntries(others),
    'X-Amzn-Trace-Id': [traceId],
    'X-Forwarded-For': [[...(forwarded?.[1] ?? []), sourceIp].join(', ')],
    'X-Forwarded-Port': ['443'],
    'X-Forwarded-Proto': ['https'],
  };
}

const addedHeaders = new Set(['x-amzn-trace-id', 'x-forwarded-for', 'x-forwarded-port', 'x-forwarded-proto']);

function gatherQuery(query: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
}

function takeLast(values: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']));
}

function findHeader(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([given]) => given.toLowerCase() === name)?.[1];
}

function orNull<T extends object>(value: T): T | null {
  return Object.keys(value).length === 0 ? null : value;
}
