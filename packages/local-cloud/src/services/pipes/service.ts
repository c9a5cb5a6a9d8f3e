import { type Clock, systemClock } from '../../clock.ts';
import { type Problem, refuse } from '../../cloud-error.ts';
import type { EmitEvent } from '../../events.ts';
import { type FaultPoints, noFaults } from '../../faults/fault-points.ts';
import { findDenial } from '../../iam/authorize.ts';
import type { CredentialsRegistry } from '../../iam/credentials-registry.ts';
import type { Principal } from '../../iam/principal.ts';
import type { Streams } from '../dynamodb-streams/streams.ts';
import type { TableStream } from '../dynamodb-streams/table-stream.ts';
import { type SendToQueue, sendDeadLetter } from '../events/delivery.ts';
import type { EventsService } from '../events/service.ts';
import type { Service } from '../service.ts';
import { createBusTarget } from './bus-target.ts';
import { formatDeadLetter } from './dead-letter.ts';
import { identifyPipe, type Pipe, parsePipe } from './pipe.ts';
import { type PipeRunnerDependencies, runPipe } from './pipe-runner.ts';
import type { PipeTarget } from './pipe-target.ts';
import { createQueueTarget } from './queue-target.ts';
import { pipesSupport } from './support.ts';

export interface PipesDependencies {
  readonly streams: Pick<Streams, 'find'>;
  readonly putEvents: EventsService['putEvents'];
  readonly sendToQueue: SendToQueue;
  readonly credentials: Pick<CredentialsRegistry, 'assumeRole'>;
  readonly emit: EmitEvent;
  readonly faults?: Pick<FaultPoints, 'planDelivery'>;
  readonly clock?: Clock;
  readonly random?: () => number;
}

/**
 * EventBridge Pipes of one cloud. `start` begins to read, and throws one `CloudError` that lists what AWS would refuse
 * (`pipes.invalid-pipe`) and roles that cannot be assumed.
 */
export function createPipesService(deps: PipesDependencies): Service {
  const ends: (() => void)[] = [];
  return {
    support: pipesSupport,
    identify(resource) {
      const { name, arn } = identifyPipe(resource);
      return { ref: name, attributes: { Arn: arn } };
    },
    async start(resources) {
      const problems: Problem[] = [];
      const pipes = resources.map((resource) => parsePipe(resource, problems));
      const sources = pipes.map(({ sourceArn, constructPath }) => {
        const stream = deps.streams.find(sourceArn);
        if (!stream) problems.push(createUnknownStream(sourceArn, constructPath));
        return stream;
      });
      refuse(problems);
      const runs = pipes.map((pipe, index) => prepare(pipe, sources[index] as TableStream, deps));
      for (const run of runs) ends.push(run());
    },
    async close() {
      for (const end of ends) end();
    },
  };
}

function createUnknownStream(sourceArn: string, place: string): Problem {
  const message = `the stream ${sourceArn} belongs to no table of the stacks.`;
  const nextStep = 'Start the stack of the table, and give the table a stream.';
  return { code: 'pipes.unknown-stream', message, place, nextStep };
}

/** Everything that can be refused is, before the first pipe runs. */
function prepare(pipe: Pipe, stream: TableStream, deps: PipesDependencies): () => () => void {
  const { clock = systemClock, faults = noFaults, random = Math.random } = deps;
  const { name, region, roleArn, constructPath: place } = pipe;
  const service = 'pipes.amazonaws.com';
  const { principal } = deps.credentials.assumeRole({ roleArn, service, sessionName: name, place });
  if (!pipe.isRunning) return () => () => {};
  const runner: PipeRunnerDependencies = {
    stream,
    target: createTarget(pipe, principal, deps),
    findSourceDenial: () => {
      const requests = readActions.map((action) => ({
        action,
        resource: pipe.sourceArn,
        context: () => undefined,
      }));
      return findDenial({ principal, region, nowMs: clock.now(), requests })?.message;
    },
    sendDeadLetter(record, condition) {
      const body = formatDeadLetter(pipe, record, { condition, nowMs: clock.now() });
      const message = { queueArn: pipe.batching.deadLetterArn, body };
      return sendDeadLetter(message, principal, deps.sendToQueue);
    },
    clock,
    random,
    emit: deps.emit,
    faults,
  };
  return () => runPipe(pipe, runner);
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html */
const readActions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (action) => `dynamodb:${action}`,
);

function createTarget(
  pipe: Pipe,
  principal: Principal,
  { putEvents, sendToQueue }: PipesDependencies,
): PipeTarget {
  const { busParameters, name: pipeName, queueParameters, region, targetArn } = pipe;
  if (targetArn.startsWith('arn:aws:sqs:')) {
    return createQueueTarget({ queueArn: targetArn, parameters: queueParameters, principal }, sendToQueue);
  }
  const caller = { principal, region };
  return createBusTarget({ pipeName, busArn: targetArn, parameters: busParameters, caller }, putEvents);
}
