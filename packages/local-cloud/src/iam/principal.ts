import type { RequestContext } from './context.ts';
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
  'aws:principaltype',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:securetransport',
  'aws:tokenissuetime',
  'aws:userid',
  'aws:username',
  'aws:viaawsservice',
]);

export interface RequestFacts {
  readonly principal: RoleSession;
  readonly region: string;
  readonly nowMs: number;
}

/** Answers the global keys. `aws:SecureTransport` is true: the loopback stands for the service's HTTPS endpoint. */
export function createGlobalContext({ principal, region, nowMs }: RequestFacts): RequestContext {
  const { role } = principal;
  return (key) => {
    switch (key) {
      case 'aws:currenttime':
        return [new Date(nowMs).toISOString()];
      case 'aws:epochtime':
        return [String(Math.floor(nowMs / 1_000))];
      case 'aws:principalaccount':
      case 'aws:resourceaccount':
        return [principal.account];
      case 'aws:principalarn':
        return [role.arn];
      case 'aws:principaltype':
        return ['AssumedRole'];
      case 'aws:requestedregion':
        return [region];
      case 'aws:securetransport':
        return ['true'];
      case 'aws:tokenissuetime':
        return [new Date(principal.issuedAtMs).toISOString()];
      case 'aws:userid':
        return [`${role.id}:${principal.name}`];
      case 'aws:principalisawsservice':
      case 'aws:viaawsservice':
        return ['false'];
      default:
        return undefined;
    }
  };
}
