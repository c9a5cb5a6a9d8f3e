import type { Problem } from '../../cloud-error.ts';
import { findDenial } from '../../iam/authorize.ts';
import type { Principal } from '../../iam/principal.ts';
import type { FunctionConfig } from '../lambda/function-config.ts';
import type { RegisteredQueue } from '../sqs/queue-registry.ts';
import type { Mapping } from './mapping.ts';

/** What a mapping joins; each is absent when no stack has it. */
export interface MappingEnds {
  readonly queue: RegisteredQueue | undefined;
  readonly target: FunctionConfig | undefined;
}

/** What Lambda would refuse to make a mapping for (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html). */
export function checkMapping(mapping: Mapping, { queue, target }: MappingEnds): Problem[] {
  const { queueArn, functionName, batchSize, windowMs, maxConcurrency, resource } = mapping;
  const maxBatchSize = queue?.description.isFifo ? 10 : 10_000;
  const timeoutMs = target?.timeoutMs ?? 0;
  const visibilityTimeoutMs = queue?.description.visibilityTimeoutMs ?? Number.POSITIVE_INFINITY;
  const problems = [
    !queue && {
      code: 'mapping.unknown-source',
      message: `the event source ${queueArn} is no queue of the stacks.`,
      nextStep: 'Define the queue in a stack that is started; other sources are not emulated.',
    },
    !target && {
      code: 'mapping.unknown-function',
      message: `the function ${functionName} is in none of the stacks.`,
      nextStep: 'Define it in a stack that is started.',
    },
    !isWithin(batchSize, 1, maxBatchSize) && {
      code: 'mapping.out-of-range',
      message: `BatchSize is ${batchSize}.`,
      nextStep: `Choose between 1 and ${maxBatchSize}.`,
    },
    !isWithin(windowMs, 0, queue?.description.isFifo ? 0 : 300_000) && {
      code: 'mapping.out-of-range',
      message: `MaximumBatchingWindowInSeconds is ${windowMs / 1_000}.`,
      nextStep: 'Choose between 0 and 300; a FIFO queue has no batching window.',
    },
    batchSize > 10 &&
      windowMs < 1_000 && {
        code: 'mapping.window-required',
        message: `BatchSize is ${batchSize} without a batching window.`,
        nextStep: 'Set MaximumBatchingWindowInSeconds to at least 1 for batches of more than 10.',
      },
    !isWithin(maxConcurrency, 2, 1_000) && {
      code: 'mapping.out-of-range',
      message: `MaximumConcurrency is ${maxConcurrency}.`,
      nextStep: 'Choose between 2 and 1000.',
    },
    visibilityTimeoutMs < timeoutMs && {
      code: 'mapping.visibility-timeout',
      message: `the queue's visibility timeout of ${visibilityTimeoutMs / 1_000} s is less than the function's timeout of ${timeoutMs / 1_000} s.`,
      nextStep: 'Make the visibility timeout six times the function timeout.',
    },
  ];
  return problems.flatMap((problem) => (problem ? [{ ...problem, place: resource.constructPath }] : []));
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

const polled = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

/** What the poller's role lacks of the three actions that Lambda asks for when a mapping is made. */
export function checkPollerAccess(
  { queueArn, resource }: Mapping,
  principal: Principal,
  { policy }: RegisteredQueue,
): Problem[] {
  const { region } = resource.stack;
  const lacking = polled.filter((operation) => {
    const action = `sqs:${operation.toLowerCase()}`;
    const request = { action, resource: queueArn, context: () => undefined, resourcePolicy: policy };
    return findDenial({ principal, region, nowMs: Date.now(), requests: [request] });
  });
  return lacking.map((operation) => ({
    code: 'mapping.not-permitted',
    message: `the function's role does not have permission to call ${operation} on ${queueArn}.`,
    place: resource.constructPath,
    nextStep: `Allow the role sqs:${operation}, or grant it all by queue.grantConsumeMessages.`,
  }));
}
