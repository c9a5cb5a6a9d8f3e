import { fileURLToPath } from 'node:url';
import { type App, Duration, Stack } from 'aws-cdk-lib';
import { AttributeType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import {
  CfnRule,
  EventBus,
  EventField,
  type IEventBus,
  Rule,
  RuleTargetInput,
  Schedule,
} from 'aws-cdk-lib/aws-events';
import {
  EventBus as BusTarget,
  LambdaFunction as FunctionTarget,
  SqsQueue,
} from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Queue } from 'aws-cdk-lib/aws-sqs';

const template = {
  orderId: '<$.dynamodb.Keys.id.S>',
  cents: '<$.dynamodb.NewImage.cents.N>',
  note: '<$.dynamodb.NewImage.note.S>',
};

/** Names by which a test finds things again. */
export const names = {
  table: 'orders',
  bus: 'shop',
  queue: 'billing',
  deadLetters: 'billing-dead',
  pipe: 'orders-pipe',
  pipeDeadLetters: 'orders-pipe-dead',
} as const;

/**
 * Orders: table -> stream -> pipe -> bus -> rules -> queue, function, another bus. The rule `locked` has a target whose
 * queue does not let it in. `without` leaves an action out of the pipe's role.
 */
export function buildShop(app: App, { without = '' } = {}): void {
  const stack = new Stack(app, 'Shop');
  const table = new TableV2(stack, 'Orders', {
    tableName: names.table,
    partitionKey: { name: 'id', type: AttributeType.STRING },
    dynamoStream: StreamViewType.NEW_IMAGE,
    timeToLiveAttribute: 'expiresAt',
  });
  const bus = new EventBus(stack, 'Bus', { eventBusName: names.bus });
  const deadLetters = new Queue(stack, 'DeadLetters', { queueName: names.deadLetters });
  const queue = new Queue(stack, 'Queue', { queueName: names.queue });
  addPipe(stack, { table, bus, without });
  new Rule(stack, 'Billing', {
    ruleName: 'billing',
    eventBus: bus,
    eventPattern: { source: ['shop.orders'], detailType: ['OrderPlaced'] },
    targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters })],
  });
  addLockedRule(stack, { bus, deadLetters });
  addForwarding(stack, { bus, queue });
  addSchedule(stack);
}

interface PipeProps {
  readonly table: TableV2;
  readonly bus: EventBus;
  readonly without: string;
}

function addPipe(stack: Stack, { table, bus, without }: PipeProps): void {
  const streamArn = String(table.tableStreamArn);
  const deadLetters = new Queue(stack, 'PipeDeadLetters', { queueName: names.pipeDeadLetters });
  const role = new Role(stack, 'PipeRole', { assumedBy: new ServicePrincipal('pipes.amazonaws.com') });
  const reads = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
    (name) => `dynamodb:${name}`,
  );
  const grants: [string, string][] = [
    ...reads.map((action): [string, string] => [action, streamArn]),
    ['events:PutEvents', bus.eventBusArn],
    ['sqs:SendMessage', deadLetters.queueArn],
  ];
  for (const [action, resource] of grants.filter(([action]) => action !== without)) {
    role.addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
  }
  const pipe = new CfnPipe(stack, 'Pipe', {
    name: names.pipe,
    roleArn: role.roleArn,
    source: streamArn,
    sourceParameters: {
      dynamoDbStreamParameters: {
        startingPosition: 'TRIM_HORIZON',
        batchSize: 10,
        maximumRetryAttempts: 1,
        onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
      filterCriteria: { filters: [{ pattern: JSON.stringify({ eventName: ['INSERT', 'MODIFY'] }) }] },
    },
    target: bus.eventBusArn,
    targetParameters: {
      inputTemplate: JSON.stringify(template).replace(/"(<[^>]*cents[^>]*>)"/u, '$1'),
      eventBridgeEventBusParameters: { source: '$.dynamodb.NewImage.source.S', detailType: 'OrderPlaced' },
    },
  });
  pipe.node.addDependency(role);
}

function addLockedRule(stack: Stack, { bus, deadLetters }: { bus: EventBus; deadLetters: Queue }): void {
  const locked = new Queue(stack, 'Locked');
  const rule = new CfnRule(stack, 'LockedRule', {
    name: 'locked',
    eventBusName: bus.eventBusName,
    eventPattern: { source: ['shop.locked'] },
    targets: [{ id: 'Locked', arn: locked.queueArn, deadLetterConfig: { arn: deadLetters.queueArn } }],
  });
  deadLetters.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [deadLetters.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
    }),
  );
}

/** What is put on the bus for all goes to the bus of the archive as well, and from there to the queue, transformed. */
function addForwarding(stack: Stack, { bus, queue }: { bus: EventBus; queue: Queue }): void {
  const archive = new EventBus(stack, 'Archive', { eventBusName: 'archive' });
  new Rule(stack, 'Forward', {
    ruleName: 'forward',
    eventBus: bus,
    eventPattern: { source: ['shop.archive'] },
    // The cast is for exactOptionalPropertyTypes, with which the CDK does not compile.
    targets: [new BusTarget(archive as IEventBus)],
  });
  const sqs = new SqsQueue(queue, {
    message: RuleTargetInput.fromObject({ archived: EventField.fromPath('$.detail.id') }),
  });
  new Rule(stack, 'Keep', {
    ruleName: 'keep',
    eventBus: archive,
    eventPattern: { source: ['shop.archive'] },
    targets: [sqs],
  });
}

function addSchedule(stack: Stack): void {
  const echo = new LambdaFunction(stack, 'Echo', {
    functionName: 'echo',
    runtime: Runtime.NODEJS_24_X,
    code: Code.fromAsset(fileURLToPath(new URL('fixtures/store', import.meta.url))),
    handler: 'index.echo',
  });
  new Rule(stack, 'Nightly', {
    ruleName: 'nightly',
    schedule: Schedule.rate(Duration.minutes(5)),
    targets: [new FunctionTarget(echo)],
  });
}
