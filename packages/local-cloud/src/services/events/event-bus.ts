import type { Problem } from '../../cloud-error.ts';
import { parseResourcePolicy, type ResourceStatement } from '../../iam/resource-policy.ts';
import type { Resource, StackIdentity } from '../service.ts';

/** A bus; every account has one that is called `default`. */
export interface EventBus {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  /** Its resource policy. */
  readonly statements: readonly ResourceStatement[];
}

type Location = Pick<StackIdentity, 'account' | 'region'>;

/** Wherever the name of a bus is asked for its ARN may stand; nothing means the default bus. */
export function toBusArn(nameOrArn: unknown, { account, region }: Location): string {
  const name = String(nameOrArn ?? 'default');
  return name.startsWith('arn:') ? name : `arn:aws:events:${region}:${account}:event-bus/${name}`;
}

export function findBusName(busArn: string): string {
  return busArn.split(':event-bus/')[1] ?? '';
}

/** Reads the buses of the stacks with their policies, and the default bus of each place. */
export function gatherBuses(
  resources: readonly Resource[],
  problems: Problem[],
): ReadonlyMap<string, EventBus> {
  const policies = resources.filter(({ type }) => type === 'AWS::Events::EventBusPolicy');
  const declared = resources.filter(({ type }) => type === 'AWS::Events::EventBus');
  const places = new Map([
    ...declared.map(({ property, stack }) => [toBusArn(property('Name'), stack), stack] as const),
    ...resources.map(({ stack }) => [toBusArn(undefined, stack), stack] as const),
  ]);
  return new Map(
    [...places].map(([arn, { account, region }]) => {
      const own = policies.filter(
        (policy) => toBusArn(policy.property('EventBusName'), policy.stack) === arn,
      );
      const statements = own.flatMap((policy) => parseBusPolicy(policy, problems));
      return [arn, { arn, account, region, statements }];
    }),
  );
}

/** `Statement`, or in the older form its parts (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html). */
function parseBusPolicy(policy: Resource, problems: Problem[]): ResourceStatement[] {
  const principal = policy.property('Principal');
  const Statement = policy.property('Statement') ?? {
    Effect: 'Allow',
    Action: policy.property('Action'),
    Principal: principal === '*' ? '*' : { AWS: principal },
    Resource: toBusArn(policy.property('EventBusName'), policy.stack),
  };
  return parseResourcePolicy({ Version: '2012-10-17', Statement }, policy.constructPath, problems);
}
