import { randomUUID } from 'node:crypto';
import { createTraceId, withTimeout } from '../api-gateway/lambda-integration.ts';
import { type Invocation, type InvocationOutcome, InvocationRefused } from '../lambda/invocation.ts';
import { gatewayAnswers, type RestResponse } from './gateway-answer.ts';
import type { Identity } from './identity.ts';
import type { MethodConfig } from './method-config.ts';
import type { SelectedMethod } from './method-selection.ts';
import { parseProxyAnswer } from './proxy-answer.ts';
import { type ArrivedRequest, toProxyEvent } from './proxy-event.ts';
import type { RestApiConfig, StageConfig } from './rest-api-config.ts';

export interface IntegrationDependencies {
  /** Rejects with `InvocationRefused`. */
  invoke(functionArn: string, invocation: Invocation): Promise<InvocationOutcome>;
  mayInvoke(functionArn: string, sourceArn: string): boolean;
}

/** The function that a request has been let through to. */
export interface IntegrationTarget {
  readonly api: RestApiConfig;
  readonly stage: StageConfig;
  readonly selected: SelectedMethod<MethodConfig>;
  readonly identity: Identity;
  readonly accept: string | undefined;
}

/**
 * Invokes the method's function, once and never again. What Lambda does not take is a 500, what the function does wrong
 * a 502 (https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html).
 */
export async function integrate(
  request: ArrivedRequest,
  target: IntegrationTarget,
  { invoke, mayInvoke }: IntegrationDependencies,
): Promise<RestResponse> {
  const { api, selected, accept } = target;
  const { functionArn, timeoutMs, path } = selected.method;
  if (!mayInvoke(functionArn, toMethodArn(api, request, path.text))) return gatewayAnswers.notInvoked;
  try {
    const outcome = await withTimeout(invoke(functionArn, toInvocation(request, target)), timeoutMs);
    if (!outcome) return gatewayAnswers.timeout;
    if (outcome.error) return gatewayAnswers.malformed;
    const reading = { accept, binaryMediaTypes: api.binaryMediaTypes };
    return parseProxyAnswer(outcome.payload, reading) ?? gatewayAnswers.malformed;
  } catch (error) {
    if (!(error instanceof InvocationRefused)) throw error;
    return error.reason === 'too-large' ? gatewayAnswers.tooLarge : gatewayAnswers.notInvoked;
  }
}

/** `arn:aws:execute-api:eu-west-1:123456789012:<api>/<stage>/POST/<path>` */
export function toMethodArn(
  { id, resource }: RestApiConfig,
  { httpMethod, target }: Pick<ArrivedRequest, 'httpMethod' | 'target'>,
  path: string,
): string {
  const { account, region } = resource.stack;
  return `arn:aws:execute-api:${region}:${account}:${id}/${target.stage}/${httpMethod}${path}`;
}

function toInvocation(
  request: ArrivedRequest,
  { api, stage, selected, identity }: IntegrationTarget,
): Invocation {
  const traceId = createTraceId(request.receivedAt);
  const event = toProxyEvent(request, {
    apiId: api.id,
    account: api.resource.stack.account,
    deploymentId: stage.deploymentId,
    stageVariables: stage.variables,
    resourceId: selected.method.resourceId,
    resourcePath: selected.method.path.text,
    pathParameters: selected.pathParameters,
    binaryMediaTypes: api.binaryMediaTypes,
    identity,
    traceId,
  });
  return { requestId: randomUUID(), payload: JSON.stringify(event), traceId };
}
