import type { ResourcePolicy } from '../../iam/context.ts';
import { queueDoesNotExist } from './errors.ts';
import type { Queue } from './queue/queue.ts';
import type { QueueDescription } from './queue-description.ts';

/** A queue of the stacks. */
export interface RegisteredQueue {
  readonly description: QueueDescription;
  readonly policy: QueuePolicy;
  readonly queue: Queue;
  readonly createdAtMs: number;
  /** When it was last purged: once a minute is allowed. */
  purgedAtMs: number;
  /** Finished redrives, the latest first. */
  readonly moves: MessageMove[];
}

export interface QueuePolicy extends ResourcePolicy {
  readonly document?: unknown;
}

interface MessageMove {
  readonly destinationArn: string | undefined;
  readonly count: number;
  readonly startedAtMs: number;
}

/** The queues of one cloud by ARN. */
export interface QueueRegistry {
  find(arn: string): RegisteredQueue | undefined;
  list(): readonly RegisteredQueue[];
  /** Ends the queue and everybody's wait for it. */
  delete(arn: string): void;
  /** `http://127.0.0.1:49152/123456789012/name`; the region is the caller's, since one address stands for all. */
  toArn(queueUrl: string, location: { readonly region: string }): string;
  toUrl(arn: string): string;
}

export function createQueueRegistry(
  queues: Map<string, RegisteredQueue>,
  getEndpoint: () => string,
): QueueRegistry {
  return {
    find: (arn) => queues.get(arn),
    list: () => [...queues.values()],
    delete(arn) {
      queues.get(arn)?.queue.close();
      queues.delete(arn);
    },
    toArn(queueUrl, { region }) {
      const [, account, name] = /^(?:https?:\/\/[^/]+)?\/(\d{12})\/([\w.-]+)\/?$/u.exec(queueUrl) ?? [];
      if (account === undefined) throw queueDoesNotExist();
      return `arn:aws:sqs:${region}:${account}:${name}`;
    },
    toUrl(arn) {
      const [, , , , account, name] = arn.split(':');
      return `${getEndpoint()}/${account}/${name}`;
    },
  };
}
