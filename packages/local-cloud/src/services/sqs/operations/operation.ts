import type { JsonObject } from '../../../aws-endpoint/json.ts';
import { queueDoesNotExist } from '../errors.ts';
import { readString } from '../input.ts';
import type { Queue } from '../queue/queue.ts';
import type { QueueRegistry } from '../queue-registry.ts';

/** An operation of the API: what it needs to be allowed, and what it does. */
export interface Operation {
  listUses(input: JsonObject, call: Pick<OperationCall, 'queues' | 'location'>): QueueUse[];
  /** Throws `SqsError`. */
  run(input: JsonObject, call: OperationCall): JsonObject | Promise<JsonObject>;
}

/** One action on one queue. */
export interface QueueUse {
  /** As SQS writes it: `sqs:sendmessage`. */
  readonly action: string;
  readonly queueArn: string;
}

export interface OperationCall {
  readonly queues: QueueRegistry;
  /** Where names without account and region are looked up. */
  readonly location: Location;
  /** `AROA…:function` */
  readonly senderId: string;
  readonly signal: AbortSignal;
  /** How long to wait for messages, in place of what the input says. */
  readonly waitMs: number | undefined;
  readonly nowMs: number;
}

interface Location {
  readonly account: string;
  readonly region: string;
}

/** An operation on the queue that `QueueUrl` names; batches need the action of their single form. */
export function onQueue(
  action: string,
  run: (queue: Queue, input: JsonObject, call: OperationCall) => JsonObject | Promise<JsonObject>,
): Operation {
  const findArn = (input: JsonObject, { queues, location }: Pick<OperationCall, 'queues' | 'location'>) =>
    queues.toArn(readString(input, 'QueueUrl'), location);
  return {
    listUses: (input, call) => [{ action: `sqs:${action.toLowerCase()}`, queueArn: findArn(input, call) }],
    run: (input, call) => run(getQueue(findArn(input, call), call.queues), input, call),
  };
}

export function getQueue(arn: string, queues: QueueRegistry): Queue {
  const queue = queues.find(arn)?.queue;
  if (queue) return queue;
  throw queueDoesNotExist();
}
