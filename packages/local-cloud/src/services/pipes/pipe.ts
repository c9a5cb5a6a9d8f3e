import type { Problem } from '../../cloud-error.ts';
import { physicalName } from '../../template/physical-name.ts';
import { type EventPattern, parseEventPattern } from '../events/pattern/event-pattern.ts';
import type { Resource } from '../service.ts';
import type { BusParameters } from './bus-target.ts';
import { type PipeInput, parsePipeInput } from './pipe-input.ts';
import type { QueueParameters } from './queue-target.ts';

/** A pipe from a table's stream to a bus or a queue, with nothing left to decide. */
export interface Pipe {
  readonly name: string;
  readonly arn: string;
  readonly constructPath: string;
  readonly region: string;
  readonly roleArn: string;
  readonly sourceArn: string;
  readonly targetArn: string;
  readonly isRunning: boolean;
  /** A record goes on when one of them selects it, or when there is none. */
  readonly filters: readonly EventPattern[];
  readonly input: PipeInput;
  readonly busParameters: BusParameters;
  readonly queueParameters: QueueParameters;
  readonly batching: Batching;
}

/** https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeSourceDynamoDBStreamParameters.html */
interface Batching {
  readonly startsAt: 'TRIM_HORIZON' | 'LATEST';
  readonly batchSize: number;
  readonly windowMs: number;
  /** Infinite unless it is said. */
  readonly maximumRetryAttempts: number;
  /** Infinite unless it is said. */
  readonly maximumRecordAgeMs: number;
  readonly deadLetterArn: string | undefined;
}

export function identifyPipe(resource: Resource): { readonly name: string; readonly arn: string } {
  const { account, region } = resource.stack;
  const name = String(resource.property('Name') ?? physicalName(resource, 64));
  return { name, arn: `arn:aws:pipes:${region}:${account}:pipe/${name}` };
}

interface StreamParameters {
  readonly StartingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly MaximumRetryAttempts?: number;
  readonly MaximumRecordAgeInSeconds?: number;
  readonly DeadLetterConfig?: { readonly Arn?: string };
}

interface SourceParameters {
  readonly DynamoDBStreamParameters?: StreamParameters;
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern: string }[] };
}

interface TargetParameters {
  readonly InputTemplate?: string;
  readonly EventBridgeEventBusParameters?: BusParameters;
  readonly SqsQueueParameters?: QueueParameters;
}

/** Problems are collected, not thrown. */
export function parsePipe(resource: Resource, problems: Problem[]): Pipe {
  const place = resource.constructPath;
  const report = (message: string, nextStep = 'Correct the pipe in the CDK app.'): void => {
    problems.push({ code: 'pipes.invalid-pipe', message, place, nextStep });
  };
  const source = (resource.property('SourceParameters') ?? {}) as SourceParameters;
  const target = (resource.property('TargetParameters') ?? {}) as TargetParameters;
  const sourceArn = String(resource.property('Source'));
  const targetArn = String(resource.property('Target'));
  checkArns(sourceArn, targetArn, report);
  checkMembers('SourceParameters', source, ['DynamoDBStreamParameters', 'FilterCriteria'], report);
  checkMembers('TargetParameters', target, targetMembers, report);
  return {
    ...identifyPipe(resource),
    constructPath: place,
    region: resource.stack.region,
    roleArn: String(resource.property('RoleArn')),
    sourceArn,
    targetArn,
    isRunning: (resource.property('DesiredState') ?? 'RUNNING') === 'RUNNING',
    filters: (source.FilterCriteria?.Filters ?? []).map(({ Pattern }) => parseFilter(Pattern, report)),
    input: parsePipeInput(target.InputTemplate, report),
    busParameters: target.EventBridgeEventBusParameters ?? {},
    queueParameters: target.SqsQueueParameters ?? {},
    batching: parseBatching(source.DynamoDBStreamParameters, report),
  };
}

type Report = (message: string, nextStep?: string) => void;

const targetMembers = ['InputTemplate', 'EventBridgeEventBusParameters', 'SqsQueueParameters'];
const streamMembers = [
  'StartingPosition',
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'MaximumRetryAttempts',
  'MaximumRecordAgeInSeconds',
  'DeadLetterConfig',
  // Records fail one by one here, so that there is nothing to bisect; batches of one shard go one after the other.
  'OnPartialBatchItemFailure',
  'ParallelizationFactor',
];

function checkArns(sourceArn: string, targetArn: string, report: Report): void {
  if (!/^arn:aws:dynamodb:.+\/stream\//u.test(sourceArn)) {
    report(`the source ${sourceArn} is not emulated.`, 'Read from the stream of a DynamoDB table.');
  }
  if (!/^arn:aws:(sqs:|events:.+:event-bus\/)/u.test(targetArn)) {
    report(`the target ${targetArn} is not emulated.`, 'Send to an event bus or to an SQS queue.');
  }
}

function checkMembers(name: string, value: object, known: readonly string[], report: Report): void {
  for (const member of Object.keys(value).filter((key) => !known.includes(key))) {
    report(`${name}.${member} is not emulated.`, 'Leave it out of the stacks that run locally.');
  }
}

function parseFilter(text: string, report: Report): EventPattern {
  const { pattern, faults } = parseEventPattern(parseJson(text), 'pipe');
  for (const { path, fault } of faults) report(`Filter pattern is not valid: ${path} ${fault}.`);
  return pattern;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseBatching(parameters: StreamParameters | undefined, report: Report): Batching {
  if (!parameters) report('SourceParameters.DynamoDBStreamParameters is missing.');
  else checkMembers('DynamoDBStreamParameters', parameters, streamMembers, report);
  const {
    StartingPosition = 'TRIM_HORIZON',
    BatchSize = 100,
    ...more
  }: Partial<StreamParameters> = parameters ?? {};
  const {
    MaximumBatchingWindowInSeconds = 0,
    MaximumRetryAttempts = -1,
    MaximumRecordAgeInSeconds = -1,
  } = more;
  return {
    startsAt: StartingPosition,
    batchSize: Number(BatchSize),
    windowMs: Number(MaximumBatchingWindowInSeconds) * 1_000,
    maximumRetryAttempts: toLimit(MaximumRetryAttempts),
    maximumRecordAgeMs: toLimit(MaximumRecordAgeInSeconds) * 1_000,
    deadLetterArn: more.DeadLetterConfig?.Arn,
  };
}

/** "-1, which sets the maximum to infinite" */
function toLimit(value: number): number {
  return Number(value) < 0 ? Number.POSITIVE_INFINITY : Number(value);
}
