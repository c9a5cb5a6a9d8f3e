import type { AuthorizationRequest } from './context.ts';
import { type Decision, decide } from './evaluate.ts';
import { createGlobalContext, type Principal } from './principal.ts';

/** One call of a principal: what each of its parts needs to be allowed to do. */
export interface Call {
  readonly principal: Principal;
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

/** The first request of a call that its principal's role does not allow. */
export function findDenial({ principal, region, nowMs, requests }: Call): Denial | undefined {
  if (principal.kind === 'administrator') return undefined;
  const global = createGlobalContext({ principal, region, nowMs });
  for (const { action, resource, context } of requests) {
    const complete = (key: string) => context(key) ?? global(key);
    const decision = decide(principal.role.statements, { action, resource, context: complete });
    if (decision === 'allowed') continue;
    return { action, resource, message: formatDenial({ action, resource, decision, arn: principal.arn }) };
  }
  return undefined;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function formatDenial(denied: { arn: string; action: string; resource: string; decision: Decision }): string {
  const reason =
    denied.decision === 'explicitly-denied'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${denied.action} action`;
  return `User: ${denied.arn} is not authorized to perform: ${denied.action} on resource: ${denied.resource} ${reason}`;
}
