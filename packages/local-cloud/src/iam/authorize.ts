import type { EmitEvent } from '../events.ts';
import type { AuthorizationRequest } from './context.ts';
import { type Decision, decide } from './evaluate.ts';
import { type ActingService, createGlobalContext, type Principal } from './principal.ts';
import { combineDecisions, decideByResource, type ResourceDecision } from './resource-policy.ts';

/** One call: what each of its parts needs to be allowed to do. */
export interface Call {
  readonly principal: Principal | ActingService;
  readonly region: string;
  readonly nowMs: number;
  /** All must be allowed: a call is never carried out in part. */
  readonly requests: readonly AuthorizationRequest[];
}

/** What a principal may not do; `message` has AWS's words. */
export interface Denial {
  readonly action: string;
  readonly resource: string;
  readonly message: string;
}

/** {@link findDenial} of a call that is carried out when there is none: what a role is used for is told. */
export function authorize(call: Call, emit: EmitEvent): Denial | undefined {
  const denial = findDenial(call);
  const { principal, requests } = call;
  if (!denial && principal.kind === 'role-session') {
    for (const { action, resource } of requests) {
      emit({ type: 'iam.permission-used', principal: principal.name, action, resource });
    }
  }
  return denial;
}

/** The first request of a call that the principal's policies and the resource's own do not allow together. */
export function findDenial({ principal, region, nowMs, requests }: Call): Denial | undefined {
  if (principal.kind === 'administrator') return undefined;
  for (const request of requests) {
    const resourceAccount = request.resourcePolicy?.account ?? principal.account;
    const global = createGlobalContext({ principal, region, nowMs, resourceAccount });
    const context = (key: string) => request.context(key) ?? global(key);
    const fault = findFault(principal, { ...request, context });
    if (!fault) continue;
    const { action, resource } = request;
    const user = principal.kind === 'service' ? principal.name : principal.arn;
    const message = `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${fault}`;
    return { action, resource, message };
  }
  return undefined;
}

/** Why a request is denied, in the words of https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function findFault(
  principal: Exclude<Call['principal'], { kind: 'administrator' }>,
  request: AuthorizationRequest,
): string | undefined {
  const { action, resourcePolicy } = request;
  const isService = principal.kind === 'service';
  const sameAccount = isService || !resourcePolicy || resourcePolicy.account === principal.account;
  const identity: Decision = isService ? 'implicitly-denied' : decide(principal.role.statements, request);
  const resource: ResourceDecision = resourcePolicy
    ? decideByResource(resourcePolicy.statements, principal, request)
    : 'implicitly-denied';
  const decision = combineDecisions({ identity, resource, sameAccount });
  if (decision === 'allowed') return undefined;
  if (identity === 'explicitly-denied') return 'with an explicit deny in an identity-based policy';
  if (resource === 'explicitly-denied') return 'with an explicit deny in a resource-based policy';
  const missing = isService || (!sameAccount && identity === 'allowed') ? 'resource-based' : 'identity-based';
  return `because no ${missing} policy allows the ${action} action`;
}
