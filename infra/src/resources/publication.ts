import type { Publication as PublicationDescription, ServiceDescription } from '@unlith/microservices';
import { Duration, Validations } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ServiceTables } from './service-tables.ts';

interface PublicationProps {
  readonly description: PublicationDescription;
  readonly table: TableV2;
  readonly bus: IEventBus;
}

/** Publishes what the service says that it publishes, if anything. */
export function publish(
  scope: Construct,
  { name, publishes }: ServiceDescription,
  { tables, bus }: { readonly tables: ServiceTables; readonly bus: IEventBus },
): void {
  if (!publishes) return;
  const table = tables.get(publishes.table)?.table;
  if (!table) throw new Error(`${name} publishes the table ${publishes.table}, which it does not own`);
  new Publication(scope, 'Publication', { description: publishes, table, bus });
}

/**
 * A table's writes as events, without a line of code at run time: stream -> pipe (filter, input template) -> bus.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html
 */
class Publication extends Construct {
  constructor(scope: Construct, id: string, { description, table, bus }: PublicationProps) {
    super(scope, id);
    const streamArn = table.tableStreamArn;
    if (streamArn === undefined) throw new Error(`Table ${description.table} publishes, but has no stream`);
    const deadLetters = new Queue(this, 'DeadLetters', {
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    });
    Validations.of(deadLetters).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason: 'It is the dead-letter queue',
    });
    new CfnPipe(this, 'Pipe', {
      roleArn: this.#createRole(streamArn, bus, deadLetters).roleArn,
      source: streamArn,
      sourceParameters: {
        dynamoDbStreamParameters: {
          startingPosition: 'TRIM_HORIZON',
          batchSize: 10,
          maximumRetryAttempts: 10,
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: deadLetters.queueArn },
        },
        filterCriteria: { filters: [{ pattern: JSON.stringify(description.filter) }] },
      },
      target: bus.eventBusArn,
      targetParameters: {
        inputTemplate: description.inputTemplate,
        eventBridgeEventBusParameters: { source: description.source, detailType: description.detailType },
      },
    });
  }

  #createRole(streamArn: string, bus: IEventBus, deadLetters: Queue): Role {
    const allow = (actions: string[], resource: string) =>
      new PolicyStatement({ actions, resources: [resource] });
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com'),
      inlinePolicies: {
        Grants: new PolicyDocument({
          statements: [
            allow(
              [
                'dynamodb:DescribeStream',
                'dynamodb:GetRecords',
                'dynamodb:GetShardIterator',
                'dynamodb:ListStreams',
              ],
              streamArn,
            ),
            allow(['events:PutEvents'], bus.eventBusArn),
            allow(['sqs:SendMessage'], deadLetters.queueArn),
          ],
        }),
      },
    });
  }
}
