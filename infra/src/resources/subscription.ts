import type { EventName } from '@unlith/microservices';
import { Duration, Validations } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface SubscriptionProps {
  readonly bus: IEventBus;
  readonly event: EventName & { readonly batchSize: number; readonly maxConcurrency: number };
  readonly consumer: IFunction;
  readonly consumerRole: Role;
  readonly consumerTimeout: Duration;
}

/**
 * Events to a function by way of a queue of its own: rule -> queue -> event source mapping with partial batch responses.
 * What fails five times, or cannot be delivered, waits in a dead-letter queue and rings an alarm.
 * The visibility timeout is six times the function's: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export class Subscription extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { bus, event, consumer, consumerRole, consumerTimeout }: SubscriptionProps,
  ) {
    super(scope, id);
    const deadLetters = new Queue(this, 'DeadLetters', {
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    });
    Validations.of(deadLetters).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason: 'It is the dead-letter queue',
    });
    const queue = new Queue(this, 'Queue', {
      visibilityTimeout: Duration.seconds(6 * consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
      enforceSSL: true,
    });
    new Rule(this, 'Rule', {
      eventBus: bus,
      eventPattern: { source: [event.source], detailType: [event.detailType] },
      targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters })],
    });
    // What the mapping itself calls, with the function's role, and nothing else.
    consumerRole.addToPolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [queue.queueArn],
      }),
    );
    new EventSourceMapping(this, 'Mapping', {
      target: consumer,
      eventSourceArn: queue.queueArn,
      batchSize: event.batchSize,
      maxConcurrency: event.maxConcurrency,
      reportBatchItemFailures: true,
    });
    this.#addAlarms(queue, deadLetters);
  }

  #addAlarms(queue: Queue, deadLetters: Queue): void {
    const common = { evaluationPeriods: 1, treatMissingData: TreatMissingData.NOT_BREACHING };
    new Alarm(this, 'DeadLetterAlarm', {
      ...common,
      alarmDescription: 'Messages wait in the dead-letter queue: read the function’s log, then pnpm redrive',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    });
    new Alarm(this, 'AgeAlarm', {
      ...common,
      alarmDescription: 'The oldest message is older than five minutes: the consumer does not keep up',
      metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) }),
      threshold: 300,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    });
  }
}
