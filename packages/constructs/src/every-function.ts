import {
  type AddToPrincipalPolicyResult,
  CompositePrincipal,
  type IPrincipal,
  type PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import { DependencyGroup } from 'constructs';

/** The roles of several functions as one principal: what is granted to it, each of them gets. */
export class EveryFunction extends CompositePrincipal {
  override readonly principalAccount: string | undefined;
  readonly #roles: readonly IPrincipal[];

  constructor(roles: readonly IPrincipal[]) {
    super(...roles);
    this.#roles = roles;
    this.principalAccount = roles[0]?.principalAccount;
  }

  override addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    const results = this.#roles.map((role) => role.addToPrincipalPolicy(statement.copy()));
    return {
      statementAdded: results.every(({ statementAdded }) => statementAdded),
      policyDependable: new DependencyGroup(...results.flatMap((result) => result.policyDependable ?? [])),
    };
  }
}
