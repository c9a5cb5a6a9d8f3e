import { once } from 'node:events';
import {
  type Agent,
  createServer,
  type IncomingMessage,
  type RequestListener,
  request as sendRequest,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

export interface Request {
  readonly method: string;
  /** Path and query, as they go over the wire. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** An answer with what belongs to the connection left out and repeated headers joined. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  /** In base64 where it is no text. */
  readonly body: string;
}

export type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<unknown>;

export type Ask = (request: Request) => Promise<Answer>;

/** A client's own connection, and what an HTTP API's front door adds. */
const addedHeaders = {
  'x-forwarded-for': '127.0.0.1',
  'x-forwarded-port': '443',
  'x-forwarded-proto': 'https',
};
const unlike = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'trailer', 'set-cookie']);

/** Asks the app on a real socket, which says of itself that it is encrypted: an HTTP API is reached over TLS alone. */
export async function onSocket<Result>(
  app: RequestListener,
  use: (ask: Ask) => Promise<Result>,
): Promise<Result> {
  const server = createServer(app).on('connection', (socket) => Object.assign(socket, { encrypted: true }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    return await use((request) => askPort(port, request));
  } finally {
    server.closeAllConnections();
    await once(server.close(), 'close');
  }
}

export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly agent?: Agent;
  /** How long an event stream may go on before it is broken off. */
  readonly eventStreamMs?: number;
}

/** Asks whatever listens on that port of this machine. */
export async function askPort(
  port: number,
  { method, target, headers, body }: Request,
  { eventStreamMs, ...options }: AskOptions = {},
): Promise<Answer> {
  const request = sendRequest({
    host: '127.0.0.1',
    port,
    method,
    path: target,
    agent: false,
    ...options,
    headers: { host: 'app.example', ...addedHeaders, ...headers, ...lengthOf(body) },
  });
  // Else Node's client announces an absent body as an empty one.
  request.useChunkedEncodingByDefault = false;
  // An app may answer and close before it has read the whole body.
  request.on('error', () => {}).end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (eventStreamMs !== undefined && response.headers['content-type']?.startsWith('text/event-stream'))
    setTimeout(() => response.destroy(), eventStreamMs).unref();
  const pairs = response.rawHeaders.flatMap((name, index, all): [string, string][] =>
    index % 2 === 0 ? [[name, all[index + 1] ?? '']] : [],
  );
  return toAnswer(response.statusCode ?? 0, pairs, await buffer(response));
}

export const onHandler =
  (handler: Handler): Ask =>
  async (request) => {
    const result = (await handler(toEvent(request), {} as Context)) as APIGatewayProxyStructuredResultV2;
    const { statusCode = 0, headers = {}, cookies = [], body = '', isBase64Encoded = false } = result;
    const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, `${value}`]);
    pairs.push(...cookies.map((cookie): [string, string] => ['set-cookie', cookie]));
    return toAnswer(statusCode, pairs, Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
  };

const textTypes = /^(text\/.*|application\/(json|xml|javascript))$/;

/** What an HTTP API makes of the request: the path decoded, cookies apart, and anything but a few types as base64. */
export function toEvent(
  { method, target, headers, body }: Request,
  routeKey = '$default',
): APIGatewayProxyEventV2 {
  const [path = '', ...query] = target.split('?');
  const { cookie, ...others } = lowerCase({
    host: 'app.example',
    ...addedHeaders,
    ...headers,
    ...lengthOf(body),
  });
  const rawPath = decodeURIComponent(path);
  const isText =
    textTypes.test((others['content-type'] ?? '').split(';')[0]?.trim() ?? '') && !others['content-encoding'];
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: query.join('?'),
    ...(cookie && { cookies: cookie.split('; ') }),
    headers: others,
    requestContext: {
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
      routeKey,
      stage: '$default',
    } as APIGatewayProxyEventV2['requestContext'],
    ...(body?.length && { body: Buffer.from(body).toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: Boolean(body?.length) && !isText,
  };
}

/** An empty body is announced, an absent one is not. */
const lengthOf = (body: string | Buffer | undefined): Record<string, string> =>
  body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}` };

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function toAnswer(status: number, pairs: readonly (readonly [string, string])[], body: Buffer): Answer {
  const headers: Record<string, string> = {};
  for (const [rawName, value] of pairs) {
    const name = rawName.toLowerCase();
    if (!unlike.has(name)) headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  const cookies = pairs.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value);
  const text = body.toString('utf8');
  return { status, headers, cookies, body: Buffer.from(text).equals(body) ? text : body.toString('base64') };
}
