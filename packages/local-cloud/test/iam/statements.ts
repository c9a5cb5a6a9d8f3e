import type { Problem } from '../../src/cloud-error.ts';
import type { AuthorizationRequest } from '../../src/iam/context.ts';
import { decide } from '../../src/iam/evaluate.ts';
import { parsePolicy, type Statement } from '../../src/iam/policy.ts';

type Json = Readonly<Record<string, unknown>>;

export function parseStatements(...statements: readonly Json[]): Statement[] {
  const problems: Problem[] = [];
  const parsed = parsePolicy({ Version: '2012-10-17', Statement: statements }, 'Stage/Role', problems);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return parsed;
}

export function listProblems(document: unknown): Problem[] {
  const problems: Problem[] = [];
  parsePolicy(document, 'Stage/Role', problems);
  return problems;
}

export interface RequestFixture {
  readonly action?: string;
  readonly resource?: string;
  /** By condition key in lower case. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

export function request({ action, resource, context = {} }: RequestFixture): AuthorizationRequest {
  return {
    action: action ?? 'svc:Act',
    resource: resource ?? 'arn:aws:svc:eu:1:thing',
    context: (key) => context[key],
  };
}

/** Whether a statement that allows everything under these conditions allows the request. */
export function holds(conditions: Json, context: Readonly<Record<string, readonly string[]>>): boolean {
  const statements = parseStatements({ Effect: 'Allow', Action: '*', Resource: '*', Condition: conditions });
  return decide(statements, request({ context })) === 'allowed';
}
