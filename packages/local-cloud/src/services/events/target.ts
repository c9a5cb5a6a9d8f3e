import { type RetryPolicy, type RetryPolicyProperties, resolveRetryPolicy } from './retry-policy.ts';
import { parseRuleInput, type RuleInput, type TargetInputProperties } from './template/rule-input.ts';

/** A target of a rule. */
export interface Target {
  readonly kind: 'queue' | 'function' | 'bus';
  readonly arn: string;
  readonly input: RuleInput;
  readonly retryPolicy: RetryPolicy;
  readonly deadLetterArn: string | undefined;
  /** Of a FIFO queue. */
  readonly messageGroupId: string | undefined;
  /** The role under which a bus is called. */
  readonly roleArn: string | undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-events-rule-target.html */
export interface TargetProperties extends TargetInputProperties {
  readonly Id: string;
  readonly Arn: string;
  readonly RetryPolicy?: RetryPolicyProperties;
  readonly DeadLetterConfig?: { readonly Arn?: string };
  readonly SqsParameters?: { readonly MessageGroupId: string };
  readonly RoleArn?: string;
}

const known: ReadonlySet<string> = new Set<keyof TargetProperties>([
  'Id',
  'Arn',
  'Input',
  'InputPath',
  'InputTransformer',
  'RetryPolicy',
  'DeadLetterConfig',
  'SqsParameters',
  'RoleArn',
]);

export function parseTarget(
  properties: TargetProperties,
  report: (message: string, nextStep?: string) => void,
): Target {
  const { Arn, DeadLetterConfig, Id, RetryPolicy, RoleArn, SqsParameters } = properties;
  for (const name of Object.keys(properties).filter((property) => !known.has(property))) {
    report(`${name} of the target ${Id} is not emulated.`, 'Leave it out of the stacks that run locally.');
  }
  const kind = findKind(Arn);
  if (!kind) {
    report(
      `the target ${Arn} is not emulated.`,
      'Send events to an SQS queue, a Lambda function or an event bus.',
    );
  }
  if (kind === 'bus' && RoleArn === undefined) report(`the target ${Id} is a bus and has no RoleArn.`);
  return {
    kind: kind ?? 'queue',
    arn: Arn,
    input: parseRuleInput(properties, report),
    retryPolicy: resolveRetryPolicy(RetryPolicy),
    deadLetterArn: DeadLetterConfig?.Arn,
    messageGroupId: SqsParameters?.MessageGroupId,
    roleArn: RoleArn,
  };
}

function findKind(arn: string): Target['kind'] | undefined {
  const [, , service, , , resource = ''] = arn.split(':');
  if (service === 'sqs') return 'queue';
  if (service === 'lambda' && resource === 'function') return 'function';
  return service === 'events' && resource.startsWith('event-bus/') ? 'bus' : undefined;
}
