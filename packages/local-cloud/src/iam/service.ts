import { type Problem, refuse } from '../cloud-error.ts';
import type { Service } from '../services/service.ts';
import { checkConditionKeys, type ServiceConditionKeys } from './condition-keys.ts';
import { type CredentialsRegistry, createCredentialsRegistry } from './credentials-registry.ts';
import { gatherRoles, identifyRole, managedPolicyArn, type Role } from './role.ts';
import { iamSupport } from './support.ts';

/** IAM of one cloud: the roles of its stacks, and the keys that are signed with. */
export interface IamService extends Service {
  /** The administrator's keys are valid at once, roles can be assumed after `start`. */
  readonly credentials: CredentialsRegistry;
}

export interface IamDependencies {
  /** Account of the administrator. */
  readonly account: string;
  /** Condition keys that the emulated services answer; a policy that uses another key of theirs is refused. */
  readonly conditionKeys: ServiceConditionKeys;
  readonly now?: () => number;
}

/** `start` reads every role and policy, and throws one `CloudError` that lists what cannot be enforced. */
export function createIamService({ account, conditionKeys, now = Date.now }: IamDependencies): IamService {
  const roles = new Map<string, Role>();
  return {
    support: iamSupport,
    credentials: createCredentialsRegistry({ account, now, findRole: (arn) => roles.get(arn) }),
    identify(resource) {
      if (resource.type === 'AWS::IAM::Role') {
        const { name, arn, id } = identifyRole(resource);
        return { ref: name, attributes: { Arn: arn, RoleId: id } };
      }
      if (resource.type === 'AWS::IAM::ManagedPolicy') {
        const arn = managedPolicyArn(resource);
        return { ref: arn, attributes: { PolicyArn: arn } };
      }
      return { ref: resource.logicalId, attributes: {} };
    },
    async start(resources) {
      const problems: Problem[] = [];
      for (const role of gatherRoles(resources, problems)) {
        for (const statement of role.statements) checkConditionKeys(statement, conditionKeys, problems);
        roles.set(role.arn, role);
      }
      refuse(problems);
    },
  };
}
