import type { RequestContext } from './context.ts';
import type { ServicePrincipal } from './resource-policy.ts';
import type { Role } from './role.ts';

/** Who signed a request. */
export type Principal = RoleSession | Administrator;

/** A service's session of a role, such as a function's execution environment. */
interface RoleSession {
  readonly kind: 'role-session';
  /** `arn:aws:sts::123456789012:assumed-role/<role>/<session>` */
  readonly arn: string;
  /** For a function: its name. */
  readonly name: string;
  readonly account: string;
  readonly role: Role;
  readonly issuedAtMs: number;
}

/** The person in front of the cloud, who may do everything. */
interface Administrator {
  readonly kind: 'administrator';
  readonly arn: string;
  readonly name: 'administrator';
  readonly account: string;
}

/** A service that acts for one of its resources without a role, such as EventBridge when a rule delivers to a queue. */
export interface ActingService extends ServicePrincipal {
  /** The resource it acts for: the rule. */
  readonly sourceArn: string;
  /** Account of that resource. */
  readonly account: string;
}

/**
 * Global condition keys that can be answered here
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html). A policy that asks for
 * another `aws:` key is refused when it is read: no answer here would be the one that AWS gives.
 */
export const globalConditionKeys: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:principaltype',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:tokenissuetime',
  'aws:userid',
  'aws:username',
  'aws:viaawsservice',
]);

export interface RequestFacts {
  readonly principal: RoleSession | ActingService;
  readonly region: string;
  readonly nowMs: number;
  readonly resourceAccount: string;
}

/** Answers the global keys. `aws:SecureTransport` is true: the loopback stands for the service's HTTPS endpoint. */
export function createGlobalContext(facts: RequestFacts): RequestContext {
  const { principal, region, nowMs, resourceAccount } = facts;
  const contextOfPrincipal =
    principal.kind === 'service' ? createServiceContext(principal) : createRoleContext(principal);
  return (key) => {
    switch (key) {
      case 'aws:currenttime':
        return [new Date(nowMs).toISOString()];
      case 'aws:epochtime':
        return [String(Math.floor(nowMs / 1_000))];
      case 'aws:resourceaccount':
        return [resourceAccount];
      case 'aws:requestedregion':
        return [region];
      case 'aws:securetransport':
        return ['true'];
      case 'aws:viaawsservice':
        return ['false'];
      default:
        return contextOfPrincipal(key);
    }
  };
}

function createRoleContext({ account, name, role, issuedAtMs }: RoleSession): RequestContext {
  return (key) => {
    switch (key) {
      case 'aws:principalaccount':
        return [account];
      case 'aws:principalarn':
        return [role.arn];
      case 'aws:principaltype':
        return ['AssumedRole'];
      case 'aws:tokenissuetime':
        return [new Date(issuedAtMs).toISOString()];
      case 'aws:userid':
        return [`${role.id}:${name}`];
      case 'aws:principalisawsservice':
        return ['false'];
      default:
        return undefined;
    }
  };
}

function createServiceContext({ name, sourceArn, account }: ActingService): RequestContext {
  return (key) => {
    switch (key) {
      case 'aws:sourcearn':
        return [sourceArn];
      case 'aws:sourceaccount':
        return [account];
      case 'aws:principalservicename':
        return [name];
      case 'aws:principalisawsservice':
        return ['true'];
      default:
        return undefined;
    }
  };
}
