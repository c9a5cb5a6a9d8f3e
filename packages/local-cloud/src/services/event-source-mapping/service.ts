import { type Clock, systemClock } from '../../clock.ts';
import { type Problem, refuse } from '../../cloud-error.ts';
import type { EmitEvent } from '../../events.ts';
import type { Session } from '../../iam/credentials-registry.ts';
import { createPauses } from '../../pauses.ts';
import type { FunctionConfig } from '../lambda/function-config.ts';
import type { LambdaService } from '../lambda/service.ts';
import type { Service } from '../service.ts';
import type { RegisteredQueue } from '../sqs/queue-registry.ts';
import type { SqsService } from '../sqs/service.ts';
import { checkMapping, checkPollerAccess } from './check-mapping.ts';
import { describeMapping, type Mapping, mappingId } from './mapping.ts';
import { Poller } from './poller.ts';
import { eventSourceMappingSupport } from './support.ts';

export interface EventSourceMappingDependencies {
  readonly sqs: Pick<SqsService, 'call' | 'findQueue' | 'toUrl'>;
  readonly lambda: Pick<LambdaService, 'functions' | 'invoke'>;
  /** A session of the function's role, which its pollers use. */
  readonly assumeRole: (config: FunctionConfig) => Session;
  readonly emit: EmitEvent;
  /** Milliseconds by which each copy of a batch is late; `[0]` unless faults are planted. */
  readonly planDelivery?: (mapping: Mapping) => readonly number[];
  readonly clock?: Clock;
}

/** `start` begins to poll, and throws one `CloudError` that lists the mappings which Lambda would not make. */
export function createEventSourceMappingService(deps: EventSourceMappingDependencies): Service {
  const { sqs, lambda, emit, assumeRole, planDelivery = () => [0], clock = systemClock } = deps;
  const pauses = createPauses(clock);
  const pollers: Poller[] = [];

  const findFunction = (nameOrArn: string) =>
    [...lambda.functions.values()].find(({ config }) => [config.name, config.arn].includes(nameOrArn))
      ?.config;

  const join = (mapping: Mapping, problems: Problem[]): Connection[] => {
    const [queue, target] = [sqs.findQueue(mapping.queueArn), findFunction(mapping.functionName)];
    problems.push(...checkMapping(mapping, { queue, target }));
    if (!queue || !target) return [];
    const { principal } = assumeRole(target);
    problems.push(...checkPollerAccess(mapping, principal, queue));
    return [{ mapping, queue, target, caller: { principal, region: mapping.resource.stack.region } }];
  };

  const startPoller = ({ mapping, queue, target, caller }: Connection) =>
    new Poller(
      mapping,
      {
        caller,
        queueUrl: sqs.toUrl(mapping.queueArn),
        functionArn: target.arn,
        names: { function: target.name, queue: queue.description.name },
      },
      { ...sqs, invoke: lambda.invoke, clock, pauses, emit, planDelivery: () => planDelivery(mapping) },
    );

  return {
    support: eventSourceMappingSupport,
    identify(resource) {
      const id = mappingId(resource);
      const { account, region } = resource.stack;
      const arn = `arn:aws:lambda:${region}:${account}:event-source-mapping:${id}`;
      return { ref: id, attributes: { Id: id, EventSourceMappingArn: arn } };
    },
    async start(resources) {
      const problems: Problem[] = [];
      const connections = resources.map(describeMapping).flatMap((mapping) => join(mapping, problems));
      refuse(problems);
      pollers.push(...connections.filter(({ mapping }) => mapping.enabled).map(startPoller));
    },
    async close() {
      pauses.close();
      await Promise.all(pollers.map((poller) => poller.stop()));
    },
  };
}

interface Connection {
  readonly mapping: Mapping;
  readonly queue: RegisteredQueue;
  readonly target: FunctionConfig;
  readonly caller: ConstructorParameters<typeof Poller>[1]['caller'];
}
