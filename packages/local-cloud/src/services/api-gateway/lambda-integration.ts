import { randomBytes, randomUUID } from 'node:crypto';
import { type Invocation, type InvocationOutcome, InvocationRefused } from '../lambda/invocation.ts';
import type { ApiConfig, RouteConfig } from './api-config.ts';
import { type GatewayRequest, toEvent } from './event.ts';
import { gatewayAnswers } from './gateway-answer.ts';
import { type GatewayResponse, parseFunctionAnswer } from './response.ts';
import type { SelectedRoute } from './route-selection.ts';
import type { SelectedStage } from './stage.ts';

export interface IntegrationDependencies {
  /** Rejects with `InvocationRefused`. */
  invoke(functionArn: string, invocation: Invocation): Promise<InvocationOutcome>;
  mayInvoke(functionArn: string, sourceArn: string): boolean;
}

/** The function that a request has been let through to. */
export interface IntegrationTarget {
  readonly api: ApiConfig;
  readonly stage: SelectedStage;
  readonly selected: SelectedRoute<RouteConfig>;
  /** What the authorizer says of the caller. */
  readonly authorizer: object | undefined;
}

/**
 * Invokes the route's function, once and never again.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export async function integrate(
  request: GatewayRequest,
  target: IntegrationTarget,
  { invoke, mayInvoke }: IntegrationDependencies,
): Promise<GatewayResponse> {
  const { functionArn, timeoutMs } = target.selected.route;
  if (!mayInvoke(functionArn, toSourceArn(request, target))) return gatewayAnswers.integrationFailed;
  const invocation = toInvocation(request, target);
  try {
    const outcome = await withTimeout(invoke(functionArn, invocation), timeoutMs);
    if (!outcome) return gatewayAnswers.unavailable;
    const response = outcome.error ? undefined : parseFunctionAnswer(outcome.payload);
    return response ?? gatewayAnswers.integrationFailed;
  } catch (error) {
    if (!(error instanceof InvocationRefused)) throw error;
    return error.reason === 'too-large' ? gatewayAnswers.tooLarge : gatewayAnswers.unavailable;
  }
}

function toInvocation(
  request: GatewayRequest,
  { api, stage, selected, authorizer }: IntegrationTarget,
): Invocation {
  const traceId = createTraceId(request.receivedAt);
  const event = toEvent(request, {
    apiId: api.id,
    account: api.resource.stack.account,
    stage: stage.name,
    stageVariables: stage.config.variables,
    routeKey: selected.route.key.text,
    pathParameters: selected.pathParameters,
    authorizer,
    traceId,
  });
  return { requestId: randomUUID(), payload: JSON.stringify(event), traceId };
}

/** Names the route (`GET/api/flights/{flightId}`), not the path that was asked for; `$default` has no method. */
function toSourceArn({ method }: GatewayRequest, { api, stage, selected }: IntegrationTarget): string {
  const { account, region } = api.resource.stack;
  const { text, method: routeMethod } = selected.route.key;
  const route = routeMethod === undefined ? text : `${method}${text.slice(text.indexOf('/'))}`;
  return `arn:aws:execute-api:${region}:${account}:${api.id}/${stage.name}/${route}`;
}

/** The function goes on after the gateway has lost patience. */
export async function withTimeout<T>(promise: Promise<T>, timeoutMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, undefined);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

export function createTraceId(time: Date): string {
  const seconds = Math.floor(time.getTime() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')}`;
}
