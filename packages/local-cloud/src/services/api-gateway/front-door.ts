import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { EmitEvent } from '../../events.ts';
import { readBody } from '../../http/read-body.ts';
import { type Invocation, type InvocationOutcome, InvocationRefused } from '../lambda/invocation.ts';
import type { ApiConfig, RouteConfig } from './api-config.ts';
import { type GatewayRequest, toEvent } from './event.ts';
import { type GatewayAnswer, gatewayAnswers } from './gateway-answer.ts';
import { authorize, type FindKey } from './jwt-authorizer.ts';
import { parseQuery, parseRequestPath, type RequestPath } from './request-path.ts';
import { type GatewayResponse, parseFunctionAnswer } from './response.ts';
import { createRouteSelection, type SelectedRoute } from './route-selection.ts';
import { type SelectedStage, selectStage } from './stage.ts';

/** What lies behind the front door of an API. */
export interface FrontDoorDependencies {
  invoke(functionArn: string, invocation: Invocation): Promise<InvocationOutcome>;
  mayInvoke(functionArn: string, sourceArn: string): boolean;
  readonly findKey: FindKey;
  readonly emit: EmitEvent;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const maxBodyBytes = 10 * 1024 * 1024;
const maxHeadBytes = 10_240;

/** One request on its way through the gateway. */
interface Passage {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly receivedAt: Date;
  /** Filled when a route is found, for the event. */
  routeKey?: string;
}

export function createFrontDoor(api: ApiConfig, deps: FrontDoorDependencies): RequestListener {
  const selectRoute = createRouteSelection(api.routes);

  const answer = async (passage: Passage): Promise<GatewayAnswer | GatewayResponse> => {
    const { request, receivedAt } = passage;
    const { method = '', headers } = request;
    if (headBytes(request) > maxHeadBytes) return gatewayAnswers.headersTooLarge;
    const path = parseRequestPath(request.url ?? '/');
    if (!path) return gatewayAnswers.badRequest;
    const stage = selectStage(api.stages, path.rawPath);
    const selected = stage && selectRoute(method, stage.routePath);
    if (!stage || !selected) return gatewayAnswers.notFound;
    const { authorizer, scopes, key } = selected.route;
    passage.routeKey = key.text;
    const query = parseQuery(path.rawQueryString) ?? {};
    const authorization =
      authorizer && (await authorize(authorizer, { headers, query, scopes, now: receivedAt }, deps.findKey));
    if (authorization?.refusal) return authorization.refusal;
    const body = await readBody(request, maxBodyBytes);
    if (!body) return gatewayAnswers.tooLarge;
    return integrate(toGatewayRequest(passage, path, body), {
      stage,
      selected,
      authorizer: authorization?.authorizer,
    });
  };

  const integrate = async (
    request: GatewayRequest,
    { stage, selected, authorizer }: Integration,
  ): Promise<GatewayAnswer | GatewayResponse> => {
    const { functionArn, key, timeoutMs } = selected.route;
    const { account, region } = api.resource.stack;
    const invokedRoute = sourceArnSuffix(selected.route, request.method);
    const sourceArn = `arn:aws:execute-api:${region}:${account}:${api.id}/${stage.name}/${invokedRoute}`;
    if (!deps.mayInvoke(functionArn, sourceArn)) return gatewayAnswers.integrationFailed;
    const traceId = createTraceId(request.receivedAt);
    const event = toEvent(request, {
      apiId: api.id,
      account,
      stage: stage.name,
      stageVariables: stage.config.variables,
      routeKey: key.text,
      pathParameters: selected.pathParameters,
      authorizer,
      traceId,
    });
    const invocation = { requestId: crypto.randomUUID(), payload: JSON.stringify(event), traceId };
    const outcome = await withTimeout(deps.invoke(functionArn, invocation), timeoutMs);
    if (!outcome) return gatewayAnswers.unavailable;
    return (
      (outcome.error ? undefined : parseFunctionAnswer(outcome.payload)) ?? gatewayAnswers.integrationFailed
    );
  };

  return (request, response) => {
    const startedAt = performance.now();
    const passage: Passage = { request, requestId: createRequestId(), receivedAt: new Date() };
    const finish = (result: GatewayAnswer | GatewayResponse) => {
      deps.emit({
        type: 'api.request',
        api: api.resource.constructPath,
        ...(passage.routeKey && { routeKey: passage.routeKey }),
        method: request.method ?? '',
        path: request.url ?? '',
        status: result.status,
        durationMs: performance.now() - startedAt,
      });
      send(passage, response, result);
    };
    answer(passage)
      .catch(toRefusal)
      .then(finish)
      .catch(() => response.destroy());
  };
}

interface Integration {
  readonly stage: SelectedStage;
  readonly selected: SelectedRoute<RouteConfig>;
  readonly authorizer: object | undefined;
}

function toGatewayRequest(
  { request, requestId, receivedAt }: Passage,
  path: RequestPath,
  body: Buffer,
): GatewayRequest {
  const { method = '', rawHeaders, socket } = request;
  return {
    requestId,
    receivedAt,
    method,
    path,
    rawHeaders,
    body,
    sourceIp: socket.remoteAddress ?? '127.0.0.1',
  };
}

/** `GET/api/flights/{flightId}`: the route, not the path that was asked for; `$default` has no method. */
function sourceArnSuffix({ key }: RouteConfig, method: string): string {
  return key.method === undefined ? key.text : `${method}${key.text.slice(key.text.indexOf('/'))}`;
}

/** The function goes on after the gateway has lost patience. */
async function withTimeout<T>(promise: Promise<T>, timeoutMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, undefined);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

/** What the gateway answers when Lambda does not take the invocation. */
function toRefusal(error: unknown): GatewayAnswer {
  if (!(error instanceof InvocationRefused)) throw error;
  return error.reason === 'too-large' ? gatewayAnswers.tooLarge : gatewayAnswers.unavailable;
}

function send(
  { request, requestId }: Passage,
  response: ServerResponse,
  result: GatewayAnswer | GatewayResponse,
): void {
  const { status, headers, body, cookies } = 'body' in result ? result : toResponse(result);
  const isBodiless = status === 204 || status === 304;
  const { 'content-length': stated, 'set-cookie': cookie, ...others } = headers as Record<string, string>;
  const length = request.method === 'HEAD' && stated ? stated : body.length;
  const allCookies = cookie === undefined ? cookies : [cookie, ...cookies];
  // An unread body would be taken for the next request of the connection.
  if (!request.complete) response.shouldKeepAlive = false;
  response.writeHead(status, {
    ...others,
    ...(allCookies.length > 0 && { 'set-cookie': [...allCookies] }),
    ...(!isBodiless && { 'content-length': length }),
    'apigw-requestid': requestId,
  });
  response.end(isBodiless ? undefined : body);
}

function toResponse({ status, message, headers }: GatewayAnswer): GatewayResponse {
  const body = Buffer.from(JSON.stringify({ message }));
  return { status, headers: { 'content-type': 'application/json', ...headers }, cookies: [], body };
}

/** Request line and header values count together. */
function headBytes({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  const values = rawHeaders.filter((_, index) => index % 2 === 1);
  return [method, url, ...values].reduce((sum, text) => sum + text.length, ' HTTP/1.1'.length + 1);
}

/** Fifteen characters and `=`, like `JCJM3j95PHcEJHg=`. */
function createRequestId(): string {
  return randomBytes(11).toString('base64');
}

function createTraceId(time: Date): string {
  const seconds = Math.floor(time.getTime() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')}`;
}
