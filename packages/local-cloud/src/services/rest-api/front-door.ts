import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { EmitEvent } from '../../events.ts';
import type { FaultPoints } from '../../faults/fault-points.ts';
import { readBody } from '../../http/read-body.ts';
import type { Caller, SignatureVerifier } from '../../iam/signature.ts';
import { breakOff } from '../api-gateway/break-off.ts';
import { countHeadBytes, createRequestId, maxBodyBytes, maxHeadBytes } from '../api-gateway/front-door.ts';
import { findInvokeDenial } from './access.ts';
import {
  createAccessDenied,
  createRefusal,
  createSignatureRefusal,
  gatewayAnswers,
  type RestResponse,
} from './gateway-answer.ts';
import { toIdentity } from './identity.ts';
import { type IntegrationDependencies, integrate, toMethodArn } from './lambda-integration.ts';
import type { MethodConfig } from './method-config.ts';
import { createMethodSelection } from './method-selection.ts';
import type { ArrivedRequest } from './proxy-event.ts';
import { parseRequestTarget } from './request-target.ts';
import type { RestApiConfig } from './rest-api-config.ts';
import { sendResponse } from './send-response.ts';

/** What lies behind the front door of a REST API. */
export interface FrontDoorDependencies extends IntegrationDependencies {
  /** Of service `execute-api`. */
  readonly verify: SignatureVerifier;
  readonly faults: FaultPoints;
  readonly emit: EmitEvent;
  readonly now: () => number;
}

/** One request on its way through the gateway, and what has become known of it. */
interface Passage {
  readonly incoming: IncomingMessage;
  readonly request: Omit<ArrivedRequest, 'body'>;
  routeKey?: string;
  caller?: Caller;
}

/** Listens to the requests of one API: stage, method, signature and policies, integration. */
export function createFrontDoor(api: RestApiConfig, deps: FrontDoorDependencies): RequestListener {
  const answer = createAnswering(api, deps);
  const names = [api.resource.constructPath, String(api.resource.property('Name'))];
  return async (incoming, response) => {
    const startedAt = performance.now();
    const passage: Passage = { incoming, request: toRequest(incoming) };
    try {
      const result = await withFaults(() => answer(passage), deps.faults, names);
      if (!result) return response.destroy();
      emitAnswered(passage, { api, status: result.status, startedAt }, deps.emit);
      if (passage.caller) deps.faults.finishCall(passage.caller.accessKeyId);
      return sendResponse(incoming, response, { ...result, ...passage.request });
    } catch (error) {
      const { constructPath } = api.resource;
      return breakOff({ api: constructPath, request: incoming, response, error: error as Error }, deps.emit);
    }
  };
}

/** `undefined`: the connection breaks without an answer. */
async function withFaults(
  answer: () => Promise<RestResponse>,
  faults: FaultPoints,
  names: readonly string[],
): Promise<RestResponse | undefined> {
  const fault = faults.findApiFault({ names });
  if (fault?.kind === 'refuse') return fault.status === undefined ? undefined : createRefusal(fault.status);
  if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  return answer();
}

function createAnswering(api: RestApiConfig, deps: FrontDoorDependencies) {
  const selectMethod = createMethodSelection(api.methods);
  return async (passage: Passage): Promise<RestResponse> => {
    const { incoming, request } = passage;
    const { httpMethod, target } = request;
    if (countHeadBytes(incoming) > maxHeadBytes) return gatewayAnswers.headersTooLarge;
    const stage = api.stages.get(target.stage);
    if (!stage) return target.stage === '' ? gatewayAnswers.missingToken : gatewayAnswers.unknownStage;
    const selected = selectMethod(httpMethod, target.segments);
    if (!selected) return gatewayAnswers.missingToken;
    passage.routeKey = `${selected.method.httpMethod} ${selected.method.path.text}`;
    const body = await readBody(incoming, maxBodyBytes);
    if (!body) return gatewayAnswers.tooLarge;
    const refusal = await authorize(passage, body, { api, method: selected.method, deps });
    if (refusal) return refusal;
    const identity = toIdentity(passage.caller);
    const accept = incoming.headers.accept;
    return integrate({ ...request, body }, { api, stage, selected, identity, accept }, deps);
  };
}

interface Guard {
  readonly api: RestApiConfig;
  readonly method: MethodConfig;
  readonly deps: FrontDoorDependencies;
}

async function authorize(
  passage: Passage,
  body: Buffer,
  { api, method, deps }: Guard,
): Promise<RestResponse | undefined> {
  const { headers, url = '/' } = passage.incoming;
  const arn = toMethodArn(api, passage.request, passage.request.target.path);
  const report = (outcome: 'allowed' | 'denied' | 'refused') => {
    const name = passage.caller?.principal.name ?? 'anonymous';
    const { constructPath } = api.resource;
    deps.emit({ type: 'api.access', api: constructPath, principal: name, resource: arn, outcome });
  };
  if (method.authorization === 'AWS_IAM') {
    const caller = await deps.verify({ method: passage.request.httpMethod, url, headers, body });
    if ('code' in caller) {
      report('refused');
      return createSignatureRefusal(caller.code, caller.message);
    }
    passage.caller = caller;
  }
  const principal = passage.caller?.principal;
  const { account, region } = api.resource.stack;
  const { emit, now } = deps;
  const denial = findInvokeDenial({
    principal,
    arn,
    region,
    account,
    policy: api.policy,
    nowMs: now(),
    emit,
  });
  report(denial ? 'denied' : 'allowed');
  return denial ? createAccessDenied(denial) : undefined;
}

function toRequest({ method = '', url = '/', rawHeaders, socket }: IncomingMessage): Passage['request'] {
  return {
    requestId: randomUUID(),
    extendedRequestId: createRequestId(),
    httpMethod: method,
    target: parseRequestTarget(url),
    rawHeaders,
    sourceIp: socket.remoteAddress ?? '127.0.0.1',
    receivedAt: new Date(),
  };
}

function emitAnswered(
  { routeKey, incoming, request }: Passage,
  { api, status, startedAt }: { api: RestApiConfig; status: number; startedAt: number },
  emit: EmitEvent,
): void {
  emit({
    type: 'api.request',
    api: api.resource.constructPath,
    ...(routeKey && { routeKey }),
    method: request.httpMethod,
    path: incoming.url ?? '',
    status,
    durationMs: performance.now() - startedAt,
  });
}
