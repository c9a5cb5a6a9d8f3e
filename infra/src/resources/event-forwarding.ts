import { Arn, ArnFormat, type Stack } from 'aws-cdk-lib';
import { CfnEventBusPolicy, EventBus, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as EventBusTarget } from 'aws-cdk-lib/aws-events-targets';

/** The bus of another account that hears of events, by its name, since nothing can be imported across accounts. */
export interface ForeignBus {
  readonly account: string;
  readonly name: string;
}

/**
 * Sends a source's events on to another account's bus, under a role that may do just that; there the same events reach the
 * same rules. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
 */
export function forwardEvents(
  stack: Stack,
  bus: IEventBus,
  sources: readonly string[],
  to: ForeignBus,
): void {
  const arn = Arn.format(
    {
      service: 'events',
      account: to.account,
      resource: 'event-bus',
      resourceName: to.name,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    },
    stack,
  );
  new Rule(stack, 'Forwarding', {
    eventBus: bus,
    eventPattern: { source: [...sources] },
    targets: [new EventBusTarget(EventBus.fromEventBusArn(stack, 'ForeignBus', arn))],
  });
}

/** Lets one other account put events of these sources on a bus. */
export function acceptEvents(
  stack: Stack,
  bus: IEventBus,
  sources: readonly string[],
  fromAccount: string,
): void {
  new CfnEventBusPolicy(stack, 'Acceptance', {
    eventBusName: bus.eventBusName,
    statementId: 'AcceptEvents',
    statement: {
      Effect: 'Allow',
      Principal: {
        AWS: Arn.format({ service: 'iam', region: '', account: fromAccount, resource: 'root' }, stack),
      },
      Action: 'events:PutEvents',
      Resource: bus.eventBusArn,
      Condition: { StringEquals: { 'events:source': [...sources] } },
    },
  });
}
