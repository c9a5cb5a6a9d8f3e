import type { IncomingHttpHeaders } from 'node:http';
import { parseQuery, type RequestPath } from './request-path.ts';

/** A request at the front door, read completely. */
export interface GatewayRequest {
  readonly requestId: string;
  readonly method: string;
  readonly path: RequestPath;
  /** Names and values in turn, as they came over the wire. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly receivedAt: Date;
}

/** Where the request goes. */
export interface Destination {
  readonly apiId: string;
  readonly account: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>> | undefined;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly authorizer: object | undefined;
  readonly traceId: string;
}

/**
 * The event of payload format 2.0. What is empty is absent.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toEvent(request: GatewayRequest, destination: Destination): object {
  const { method, path, body, receivedAt, requestId, sourceIp } = request;
  const { headers, cookies } = joinHeaders(request, destination.traceId);
  const { routeKey, stage, apiId, account, authorizer, stageVariables, pathParameters } = destination;
  const domainName = headers.host ?? '';
  const queryStringParameters = parseQuery(path.rawQueryString);
  const isBase64Encoded = body.length > 0 && !isText(headers);
  return {
    version: '2.0',
    routeKey,
    rawPath: path.rawPath,
    rawQueryString: path.rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(queryStringParameters && { queryStringParameters }),
    requestContext: {
      accountId: account,
      apiId,
      ...(authorizer && { authorizer }),
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method,
        path: path.rawPath,
        protocol: 'HTTP/1.1',
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage,
      time: formatClfTime(receivedAt),
      timeEpoch: receivedAt.getTime(),
    },
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...(stageVariables && { stageVariables }),
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

/** Headers of one connection only; they never leave the gateway. */
export const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** Lower-case names, several values joined by a comma without a space, cookies apart. */
function joinHeaders(
  { rawHeaders, sourceIp, body }: GatewayRequest,
  traceId: string,
): { headers: Record<string, string>; cookies: string[] } {
  const headers: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const separator = name === 'cookie' ? ';' : ',';
    if (!hopByHop.has(name)) headers[name] = name in headers ? headers[name] + separator + value : value;
  }
  const { cookie = '', ...others } = headers;
  const forwardedFor = headers['x-forwarded-for'];
  return {
    cookies: cookie
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair !== ''),
    headers: {
      ...others,
      'content-length': String(body.length),
      'x-amzn-trace-id': traceId,
      'x-forwarded-for': forwardedFor ? `${forwardedFor}, ${sourceIp}` : sourceIp,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
  };
}

const textTypes = /^(text\/.*|application\/(json|xml|javascript))$/;

/** Any other type is base64, forms and a missing type included (measured; AWS's pages do not say). */
function isText({ 'content-type': type = '', 'content-encoding': encoding }: IncomingHttpHeaders): boolean {
  const [mediaType = ''] = type.split(';');
  return textTypes.test(mediaType.trim().toLowerCase()) && (!encoding || encoding === 'identity');
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `10/Jul/2026:19:19:05 +0000`, the time format of the Common Log Format. */
export function formatClfTime(time: Date): string {
  const [day, clock] = time.toISOString().split('T') as [string, string];
  const [year, month, date] = day.split('-');
  return `${date}/${months[Number(month) - 1]}/${year}:${clock.slice(0, 8)} +0000`;
}
