import type { Problem } from '../cloud-error.ts';
import type { AuthorizationRequest } from './context.ts';
import { applies, type Decision } from './evaluate.ts';
import { type PolicyKind, parseDocument, type Statement } from './policy.ts';
import { createDocumentReader, type DocumentReader, toList } from './policy-reader.ts';
import type { Principal } from './principal.ts';

/** A statement of a policy that is attached to a resource (queue, REST API): it says whose requests it is about. */
export interface ResourceStatement extends Statement {
  readonly principals: PrincipalSelection;
}

/** Who asks: the signer of a request, an AWS service (`events.amazonaws.com`), or somebody who has not signed. */
export type Requester = Principal | ServicePrincipal | Anonymous;

export interface ServicePrincipal {
  readonly kind: 'service';
  readonly name: string;
}

interface Anonymous {
  readonly kind: 'anonymous';
}

interface PrincipalSelection {
  readonly everyone: boolean;
  /** ARNs of roles, sessions and accounts (`…:root`). */
  readonly arns: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
}

/**
 * What a resource policy says of a request. `delegated`: only the requester's account is allowed, which leaves the
 * choice to that account's own policies
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts).
 */
export type ResourceDecision = Decision | 'delegated';

/**
 * Reads a resource-based policy document
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html); strict like `parsePolicy`.
 */
export function parseResourcePolicy(
  document: unknown,
  place: string,
  problems: Problem[],
): ResourceStatement[] {
  return parseDocument(document, createDocumentReader(place, problems), { kind: resourcePolicy, place });
}

const resourcePolicy: PolicyKind<ResourceStatement> = {
  elements: ['Principal'],
  complete(statement, source, reader) {
    return [{ ...statement, principals: parsePrincipals(source.Principal, reader) }];
  },
};

function parsePrincipals(element: unknown, reader: DocumentReader): PrincipalSelection {
  const principal = element === '*' ? { AWS: '*' } : reader.object(element, 'Principal');
  reader.allow(principal, ['AWS', 'Service']);
  const named = toList(principal.AWS).map(String);
  for (const name of named.filter((text) => !/^(\*|\d{12}|arn:aws:(iam|sts)::\d{12}:[^*?]+)$/u.test(text))) {
    reader.report(`${name} is no principal.`, 'Write the ARN of a role, an account id or * alone.');
  }
  return {
    everyone: named.includes('*'),
    arns: new Set(named.map((name) => (/^\d+$/u.test(name) ? toAccountArn(name) : name))),
    services: new Set(toList(principal.Service).map(String)),
  };
}

/** An explicit deny wins, then an allow that names the requester, then one that names its account. */
export function decideByResource(
  statements: readonly ResourceStatement[],
  requester: Requester,
  request: AuthorizationRequest,
): ResourceDecision {
  let decision: ResourceDecision = 'implicitly-denied';
  for (const statement of statements) {
    const named = findNaming(statement.principals, requester);
    if (!named || !applies(statement, request)) continue;
    if (statement.effect === 'Deny') return 'explicitly-denied';
    if (named === 'itself') decision = 'allowed';
    else if (decision === 'implicitly-denied') decision = 'delegated';
  }
  return decision;
}

function findNaming(
  { everyone, arns, services }: PrincipalSelection,
  requester: Requester,
): 'itself' | 'account' | undefined {
  if (everyone) return 'itself';
  if (requester.kind === 'anonymous') return undefined;
  if (requester.kind === 'service') return services.has(requester.name) ? 'itself' : undefined;
  if (arns.has(requester.arn)) return 'itself';
  if (requester.kind === 'role-session' && arns.has(requester.role.arn)) return 'itself';
  return arns.has(toAccountArn(requester.account)) ? 'account' : undefined;
}

function toAccountArn(account: string): string {
  return `arn:aws:iam::${account}:root`;
}

export interface Decisions {
  /** Of the requester's own policies. */
  readonly identity: Decision;
  readonly resource: ResourceDecision;
  /** Whether requester and resource belong to one account. */
  readonly sameAccount: boolean;
}

/**
 * Within one account either policy suffices; across accounts both must allow; an explicit deny always wins
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html).
 */
export function combineDecisions({ identity, resource, sameAccount }: Decisions): Decision {
  if (identity === 'explicitly-denied' || resource === 'explicitly-denied') return 'explicitly-denied';
  const byIdentity = identity === 'allowed';
  const byResource = resource === 'allowed' || (resource === 'delegated' && !sameAccount);
  const isAllowed = sameAccount ? byIdentity || byResource : byIdentity && byResource;
  return isAllowed ? 'allowed' : 'implicitly-denied';
}
