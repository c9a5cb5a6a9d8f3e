import { SQSClient } from '@aws-sdk/client-sqs';
import { createAwsEndpoint } from '../../../src/aws-endpoint/endpoint.ts';
import type { Clock } from '../../../src/clock.ts';
import type { CloudEvent } from '../../../src/events.ts';
import { noFaults } from '../../../src/faults/fault-points.ts';
import type { Credentials } from '../../../src/iam/credentials-registry.ts';
import { createIamService } from '../../../src/iam/service.ts';
import type { Resource } from '../../../src/services/service.ts';
import { createSqsService } from '../../../src/services/sqs/service.ts';
import { lambdaRole, resource, stack } from '../../resource.ts';

export const queueArn = (name: string) => `arn:aws:sqs:${stack.region}:${stack.account}:${name}`;

/** A queue that is called after its logical id. */
export function queue(name: string, properties: Readonly<Record<string, unknown>> = {}): Resource {
  return resource(name, 'AWS::SQS::Queue', { QueueName: name, ...properties });
}

export function fifoQueue(name: string, properties: Readonly<Record<string, unknown>> = {}): Resource {
  return queue(name, { FifoQueue: true, ...properties });
}

const RedrivePolicy = { deadLetterTargetArn: queueArn('dead'), maxReceiveCount: 1 };

/** Two queues of their own, and two that share one for dead letters. */
export const letterQueues: readonly Resource[] = [
  queue('plain', { MaximumMessageSize: 1_024 }),
  queue('roomy'),
  queue('dead'),
  queue('one', { RedrivePolicy }),
  queue('two', { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
];

/** Time that stands still until a test moves it. */
export interface TestClock extends Clock {
  advance(seconds: number): void;
  /** How many timers run. */
  readonly timers: number;
}

export function createTestClock(startMs = Date.UTC(2026, 10, 22)): TestClock {
  let nowMs = startMs;
  const alarms = new Set<{ readonly timeMs: number; run(): void }>();
  return {
    now: () => nowMs,
    at(timeMs, run) {
      const alarm = { timeMs, run };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    advance(seconds) {
      const untilMs = nowMs + seconds * 1_000;
      for (;;) {
        const [next] = [...alarms].sort((left, right) => left.timeMs - right.timeMs);
        if (!next || next.timeMs > untilMs) break;
        nowMs = Math.max(nowMs, next.timeMs);
        alarms.delete(next);
        next.run();
      }
      nowMs = untilMs;
    },
    get timers() {
      return alarms.size;
    },
  };
}

export type PostOffice = Awaited<ReturnType<typeof startPostOffice>>;

interface PostOfficeOptions {
  readonly planDelivery?: () => readonly number[];
}

/** Queues behind the AWS endpoint on a clock of its own, and clients under any role. */
export async function startPostOffice(resources: readonly Resource[], options: PostOfficeOptions = {}) {
  const events: CloudEvent[] = [];
  const clock = createTestClock();
  const iam = createIamService({ account: stack.account, conditionKeys: { sqs: new Map() } });
  const sqs = createSqsService({
    emit: (event) => events.push(event),
    endpoint: () => endpoint.url,
    clock,
    ...options,
  });
  const endpoint = createAwsEndpoint({
    handlers: [sqs.handler],
    credentials: iam.credentials,
    regions: new Set([stack.region]),
    faults: noFaults,
  });
  await endpoint.listen?.([]);
  const close = async () => {
    for (const client of clients) client.destroy();
    await sqs.close?.();
    await endpoint.close?.();
  };
  const clients: SQSClient[] = [];
  const connect = (credentials: Credentials) => {
    const client = new SQSClient({
      endpoint: endpoint.url,
      region: stack.region,
      credentials,
      maxAttempts: 1,
    });
    clients.push(client);
    return client;
  };
  try {
    await sqs.start?.(resources);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    events,
    clock,
    endpoint,
    sqs,
    credentials: iam.credentials,
    administrator: connect(iam.credentials.administrator.credentials),
    url: (name: string) => sqs.toUrl(queueArn(name)),
    /** A client of a function whose role has these statements. */
    async connectAs(role: string, statements: readonly unknown[]) {
      await iam.start?.([lambdaRole(role, statements)]);
      const roleArn = `arn:aws:iam::${stack.account}:role/${role}`;
      const session = { service: 'lambda.amazonaws.com', sessionName: `${role}-function`, place: role };
      return connect(iam.credentials.assumeRole({ roleArn, ...session }).credentials);
    },
    close,
  };
}
