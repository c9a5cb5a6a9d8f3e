import type { Problem } from '../cloud-error.ts';
import type { Resource } from '../services/service.ts';
import { physicalName, stableId } from '../template/physical-name.ts';
import { awsManagedPolicies } from './managed-policies.ts';
import { parsePolicy, type Statement } from './policy.ts';
import { toList } from './policy-reader.ts';
import { parseTrustPolicy } from './trust-policy.ts';

/** A role with every statement that its inline and attached policies give it. */
export interface Role {
  readonly arn: string;
  readonly name: string;
  /** `AROA…`, stable over restarts. */
  readonly id: string;
  readonly account: string;
  readonly trustedServices: ReadonlySet<string>;
  readonly statements: readonly Statement[];
}

/** Reads all roles of the stacks; problems are collected, not thrown. */
export function gatherRoles(resources: readonly Resource[], problems: Problem[]): Role[] {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const managed = new Map(awsManagedPolicies);
  for (const policy of ofType('AWS::IAM::ManagedPolicy')) {
    managed.set(managedPolicyArn(policy), policy.property('PolicyDocument'));
  }
  const attached = [...ofType('AWS::IAM::Policy'), ...ofType('AWS::IAM::ManagedPolicy')];
  for (const policy of attached) reportPrincipalsWithoutRole(policy, problems);
  return ofType('AWS::IAM::Role').map((role) => {
    const place = role.constructPath;
    const { name, arn, id } = identifyRole(role);
    const ofRole = attached.filter(
      (policy) =>
        policy.stack.account === role.stack.account && toList(policy.property('Roles')).includes(name),
    );
    const statements = [
      ...readInlinePolicies(role, problems),
      ...readManagedPolicies(role, managed, problems),
      ...ofRole.flatMap((policy) =>
        parsePolicy(policy.property('PolicyDocument'), policy.constructPath, problems),
      ),
    ];
    const trustedServices = parseTrustPolicy(role.property('AssumeRolePolicyDocument'), place, problems);
    return { arn, name, id, account: role.stack.account, trustedServices, statements };
  });
}

/** What CloudFormation and STS call a role. */
export function identifyRole(role: Resource): Pick<Role, 'arn' | 'name' | 'id'> {
  const name = String(role.property('RoleName') ?? physicalName(role, 64));
  const path = String(role.property('Path') ?? '/');
  const id = `AROA${stableId(role, 17).toUpperCase()}`;
  return { name, arn: `arn:aws:iam::${role.stack.account}:role${path}${name}`, id };
}

export function managedPolicyArn(policy: Resource): string {
  const name = String(policy.property('ManagedPolicyName') ?? physicalName(policy));
  const path = String(policy.property('Path') ?? '/');
  return `arn:aws:iam::${policy.stack.account}:policy${path}${name}`;
}

function readInlinePolicies(role: Resource, problems: Problem[]): Statement[] {
  return toList(role.property('Policies')).flatMap((policy) =>
    parsePolicy((policy as { PolicyDocument?: unknown }).PolicyDocument, role.constructPath, problems),
  );
}

function readManagedPolicies(
  role: Resource,
  managed: ReadonlyMap<string, unknown>,
  problems: Problem[],
): Statement[] {
  const place = role.constructPath;
  return toList(role.property('ManagedPolicyArns')).flatMap((arn) => {
    const document = managed.get(String(arn));
    if (document !== undefined) return parsePolicy(document, place, problems);
    problems.push({
      code: 'iam.unknown-managed-policy',
      message: `the managed policy ${String(arn)} is not known here.`,
      place,
      nextStep: 'Write its statements into an inline policy of the role.',
    });
    return [];
  });
}

function reportPrincipalsWithoutRole(policy: Resource, problems: Problem[]): void {
  for (const property of ['Users', 'Groups'].filter((name) => toList(policy.property(name)).length > 0)) {
    problems.push({
      code: 'iam.no-users',
      message: `the policy is attached to ${property}, which do not exist here.`,
      place: policy.constructPath,
      nextStep: 'Attach it to roles.',
    });
  }
}
