import type { AwsServiceHandler } from '../../aws-endpoint/handler.ts';
import { type Clock, systemClock } from '../../clock.ts';
import { type Problem, refuse } from '../../cloud-error.ts';
import type { EmitEvent } from '../../events.ts';
import { checkConditionKeys } from '../../iam/condition-keys.ts';
import { parseResourcePolicy } from '../../iam/resource-policy.ts';
import type { Resource, Service } from '../service.ts';
import { createSqsApi, type SqsApi } from './api.ts';
import { checkQueues } from './check-queues.ts';
import { createSqsHandler } from './handler.ts';
import { Queue } from './queue/queue.ts';
import { describeQueue, identifyQueue, type QueueDescription } from './queue-description.ts';
import { createQueueRegistry, type QueuePolicy, type RegisteredQueue } from './queue-registry.ts';
import { sqsSupport } from './support.ts';

export interface SqsService extends Service {
  /** What the AWS endpoint hands requests for SQS to. */
  readonly handler: AwsServiceHandler;
  /** The same API for the other services of the cloud, who are held to their roles and to queue policies, too. */
  readonly call: SqsApi;
  /** Settings of a queue by ARN, while it exists. There after `start`. */
  findQueue(arn: string): RegisteredQueue | undefined;
  toUrl(arn: string): string;
}

export interface SqsDependencies {
  readonly emit: EmitEvent;
  /** Address of the AWS endpoint, which queue URLs carry. */
  readonly endpoint: () => string;
  /** Milliseconds by which each copy of a message to this queue is late; `[0]` unless faults are planted. */
  readonly planDelivery?: (queue: QueueDescription) => readonly number[];
  readonly clock?: Clock;
}

const queueType = 'AWS::SQS::Queue';

/** `start` makes the queues, empty, and throws one `CloudError` that lists what AWS would not take. */
export function createSqsService(deps: SqsDependencies): SqsService {
  const { emit, endpoint, planDelivery = () => [0], clock = systemClock } = deps;
  const queues = new Map<string, RegisteredQueue>();
  const registry = createQueueRegistry(queues, endpoint);
  const call = createSqsApi({ queues: registry, clock, emit });

  const createQueue = (description: QueueDescription) =>
    new Queue(description, {
      clock,
      findQueue: (arn) => queues.get(arn)?.queue,
      planDelivery: () => planDelivery(description),
      onSent: ({ id, body }) => emit({ type: 'sqs.sent', queue: description.name, messageId: id, body }),
      onDeadLetter: ({ id, body }, receiveCount) =>
        emit({ type: 'sqs.dead-lettered', queue: description.name, messageId: id, body, receiveCount }),
    });

  return {
    support: sqsSupport,
    handler: createSqsHandler(call, emit),
    call,
    findQueue: (arn) => queues.get(arn),
    toUrl: registry.toUrl,
    identify(resource) {
      if (resource.type !== queueType) return { ref: resource.logicalId, attributes: {} };
      const { name, arn } = identifyQueue(resource);
      const url = registry.toUrl(arn);
      return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
    },
    async start(resources) {
      const descriptions = resources.filter(({ type }) => type === queueType).map(describeQueue);
      const problems = checkQueues(descriptions);
      const policies = readPolicies(resources, problems);
      refuse(problems);
      for (const description of descriptions) {
        const { arn, resource } = description;
        const policy = policies.get(registry.toUrl(arn)) ?? { statements: [] };
        queues.set(arn, {
          description,
          policy: { account: resource.stack.account, ...policy },
          queue: createQueue(description),
          createdAtMs: clock.now(),
          purgedAtMs: Number.NEGATIVE_INFINITY,
          moves: [],
        });
      }
    },
    async close() {
      for (const { queue } of queues.values()) queue.close();
    },
  };
}

/** Queue policies by the URL of their queue. */
function readPolicies(
  resources: readonly Resource[],
  problems: Problem[],
): Map<string, Omit<QueuePolicy, 'account'>> {
  const policies = new Map<string, Omit<QueuePolicy, 'account'>>();
  for (const resource of resources.filter(({ type }) => type === 'AWS::SQS::QueuePolicy')) {
    const place = resource.constructPath;
    const document = resource.property('PolicyDocument');
    const statements = parseResourcePolicy(document, place, problems);
    for (const statement of statements) checkConditionKeys(statement, { sqs: new Map() }, problems);
    for (const url of resource.property('Queues') as readonly string[]) {
      if (policies.has(url)) problems.push(secondPolicy(url, place));
      policies.set(url, { statements, document });
    }
  }
  return policies;
}

function secondPolicy(url: string, place: string): Problem {
  const message = `the queue ${url} has another policy, too.`;
  const nextStep =
    'Write all statements into one AWS::SQS::QueuePolicy: on AWS the last one would replace the others.';
  return { code: 'sqs.second-policy', message, place, nextStep };
}
