import type { AuthorizationRequest } from './context.ts';
import type { Statement } from './policy.ts';

export type Decision = 'allowed' | 'explicitly-denied' | 'implicitly-denied';

/**
 * Decides as IAM does within one account with identity-based policies alone: an explicit deny wins, then an allow,
 * and what nothing allows is denied
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 */
export function decide(statements: readonly Statement[], request: AuthorizationRequest): Decision {
  let decision: Decision = 'implicitly-denied';
  for (const statement of statements) {
    if (decision === 'allowed' && statement.effect === 'Allow') continue;
    if (!applies(statement, request)) continue;
    if (statement.effect === 'Deny') return 'explicitly-denied';
    decision = 'allowed';
  }
  return decision;
}

/** Whether a statement is about a request: its actions, resources and conditions. */
export function applies(statement: Statement, { action, resource, context }: AuthorizationRequest): boolean {
  return (
    statement.actions.selects(action, context) &&
    statement.resources.selects(resource, context) &&
    statement.conditions.every((condition) => condition.holds(context))
  );
}
