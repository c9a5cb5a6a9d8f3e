import type { ResourceStatement } from './resource-policy.ts';

/**
 * What is known about a request, by condition key in lower case: key names are compared without regard to case
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html).
 * A function, because most keys are never asked for. `undefined` or no value: the key is not in the request.
 */
export type RequestContext = (key: string) => readonly string[] | undefined;

/** What IAM is asked to decide on: one action on one resource. */
export interface AuthorizationRequest {
  /** `dynamodb:PutItem` */
  readonly action: string;
  /** ARN, or `*` for actions that have no resource. */
  readonly resource: string;
  readonly context: RequestContext;
  /** Policy of the resource, when it is of a kind that has one. */
  readonly resourcePolicy?: ResourcePolicy;
}

/** The policy of a resource. Without statements it still has an account: a foreign caller needs both sides to allow it. */
export interface ResourcePolicy {
  readonly account: string;
  readonly statements: readonly ResourceStatement[];
}
