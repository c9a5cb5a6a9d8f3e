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
}
