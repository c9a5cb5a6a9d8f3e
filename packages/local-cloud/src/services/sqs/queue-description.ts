import { physicalName } from '../../template/physical-name.ts';
import type { Resource } from '../service.ts';
import type { QueueSettings, RedrivePolicy } from './queue/queue-settings.ts';

/** A queue as its template describes it. */
export interface QueueDescription extends QueueSettings {
  readonly resource: Resource;
  readonly name: string;
  /** Which queues may name it as their dead-letter queue. */
  readonly allowsSource: (queueArn: string) => boolean;
  /** `RedriveAllowPolicy`, for `GetQueueAttributes`. */
  readonly redriveAllowPolicy: unknown;
}

/** Ranges and defaults in seconds or bytes: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const queueNumbers = {
  DelaySeconds: { min: 0, max: 900, standard: 0 },
  VisibilityTimeout: { min: 0, max: 43_200, standard: 30 },
  MessageRetentionPeriod: { min: 60, max: 1_209_600, standard: 345_600 },
  ReceiveMessageWaitTimeSeconds: { min: 0, max: 20, standard: 0 },
  MaximumMessageSize: { min: 1_024, max: 1_048_576, standard: 1_048_576 },
} as const;

export function identifyQueue(resource: Resource): { name: string; arn: string } {
  const { account, region } = resource.stack;
  const suffix = isFifo(resource) ? '.fifo' : '';
  const name = String(resource.property('QueueName') ?? physicalName(resource, 80 - suffix.length) + suffix);
  return { name, arn: `arn:aws:sqs:${region}:${account}:${name}` };
}

export function describeQueue(resource: Resource): QueueDescription {
  const numberOf = (name: keyof typeof queueNumbers) =>
    Number(resource.property(name) ?? queueNumbers[name].standard);
  const redriveAllowPolicy = toObject(resource.property('RedriveAllowPolicy'));
  return {
    resource,
    ...identifyQueue(resource),
    isFifo: isFifo(resource),
    contentBasedDeduplication: isTrue(resource.property('ContentBasedDeduplication')),
    deduplicatesByGroup: resource.property('DeduplicationScope') === 'messageGroup',
    delayMs: numberOf('DelaySeconds') * 1_000,
    visibilityTimeoutMs: numberOf('VisibilityTimeout') * 1_000,
    retentionMs: numberOf('MessageRetentionPeriod') * 1_000,
    waitMs: numberOf('ReceiveMessageWaitTimeSeconds') * 1_000,
    maxMessageBytes: numberOf('MaximumMessageSize'),
    redrive: parseRedrivePolicy(resource.property('RedrivePolicy')),
    allowsSource: createSourceCheck(redriveAllowPolicy),
    redriveAllowPolicy,
  };
}

function parseRedrivePolicy(source: unknown): RedrivePolicy | undefined {
  const policy = toObject(source);
  if (policy?.deadLetterTargetArn === undefined) return undefined;
  return {
    deadLetterArn: String(policy.deadLetterTargetArn),
    maxReceiveCount: Number(policy.maxReceiveCount ?? 10),
  };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
function createSourceCheck(policy: Readonly<Record<string, unknown>> | undefined) {
  const sources = (policy?.sourceQueueArns ?? []) as readonly string[];
  return (queueArn: string) => {
    if (policy?.redrivePermission === 'denyAll') return false;
    return policy?.redrivePermission !== 'byQueue' || sources.includes(queueArn);
  };
}

function isFifo(resource: Resource): boolean {
  return isTrue(resource.property('FifoQueue'));
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** Policies are given as an object or as its JSON. */
function toObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'string' ? JSON.parse(value) : (value as Readonly<Record<string, unknown>>);
}
