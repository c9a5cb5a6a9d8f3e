import type { EmitEvent } from '../../events.ts';
import { authorize } from '../../iam/authorize.ts';
import type { Principal } from '../../iam/principal.ts';
import { decideByResource, type ResourceStatement } from '../../iam/resource-policy.ts';

/** One request to a method, and who makes it. */
export interface InvokeRequest {
  /** Who signed it; `undefined` for a method that asks for no signature. */
  readonly principal: Principal | undefined;
  /** `arn:aws:execute-api:eu-west-1:123456789012:<api>/<stage>/POST/<path>` */
  readonly arn: string;
  readonly region: string;
  /** The API's own. */
  readonly account: string;
  /** The API's resource policy; one without statements allows nobody, none at all leaves open methods open. */
  readonly policy: readonly ResourceStatement[] | undefined;
  readonly nowMs: number;
  readonly emit: EmitEvent;
}

const action = 'execute-api:Invoke';

/**
 * AWS's words when the requester may not invoke the method, else `undefined`. Who has signed needs its own policies and
 * the resource policy of the API; who has not needs the latter alone, if there is one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function findInvokeDenial(request: InvokeRequest): string | undefined {
  const { principal, arn, region, account, policy, nowMs, emit } = request;
  // API Gateway hides the account of the API except for its last digits.
  const hidden = arn.replace(`:${account}:`, `:********${account.slice(-4)}:`);
  if (!principal) {
    if (isOpen(request)) return undefined;
    return `User: anonymous is not authorized to perform: ${action} on resource: ${hidden}`;
  }
  const resourcePolicy = { account, statements: policy ?? [] };
  const requests = [{ action, resource: arn, context: () => undefined, resourcePolicy }];
  return authorize({ principal, region, nowMs, requests }, emit)?.message.replace(arn, hidden);
}

function isOpen({ policy, arn, account }: InvokeRequest): boolean {
  if (!policy) return true;
  const values = new Map([
    ['aws:securetransport', ['true']],
    ['aws:resourceaccount', [account]],
  ]);
  const request = { action, resource: arn, context: (key: string) => values.get(key) };
  return decideByResource(policy, { kind: 'anonymous' }, request) === 'allowed';
}
