import type { Problem } from '../../cloud-error.ts';
import { type QueueDescription, queueNumbers } from './queue-description.ts';

/** What CloudFormation would refuse a stack's queues for. */
export function checkQueues(queues: readonly QueueDescription[]): Problem[] {
  const byArn = new Map(queues.map((queue) => [queue.arn, queue]));
  return queues.flatMap((queue) => [
    ...checkNumbers(queue),
    ...checkName(queue, byArn),
    ...checkRedrive(queue, byArn),
  ]);
}

function checkNumbers({ resource }: QueueDescription): Problem[] {
  return Object.entries(queueNumbers).flatMap(([name, { min, max, standard }]) => {
    const value = Number(resource.property(name) ?? standard);
    if (Number.isInteger(value) && value >= min && value <= max) return [];
    const message = `${name} is ${String(resource.property(name))}.`;
    const nextStep = `Choose an integer between ${min} and ${max}.`;
    return [{ code: 'sqs.out-of-range', message, place: resource.constructPath, nextStep }];
  });
}

function checkName(queue: QueueDescription, byArn: ReadonlyMap<string, QueueDescription>): Problem[] {
  const { resource, name, isFifo } = queue;
  const place = resource.constructPath;
  if (byArn.get(queue.arn) !== queue) {
    const message = `the queue name ${name} is taken by ${byArn.get(queue.arn)?.resource.constructPath}.`;
    return [{ code: 'sqs.same-name', message, place, nextStep: 'Leave QueueName out.' }];
  }
  if (/^[\w-]{1,80}$/u.test(name.replace(/\.fifo$/u, '')) && name.endsWith('.fifo') === isFifo) return [];
  const message = `${name} is no name for a ${isFifo ? 'FIFO' : 'standard'} queue.`;
  const nextStep = 'Use letters, digits, - and _; the name of a FIFO queue, and no other, ends in .fifo.';
  return [{ code: 'sqs.queue-name', message, place, nextStep }];
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
function checkRedrive(
  { resource, arn, isFifo, redrive }: QueueDescription,
  byArn: ReadonlyMap<string, QueueDescription>,
): Problem[] {
  if (!redrive) return [];
  const place = resource.constructPath;
  const { deadLetterArn, maxReceiveCount } = redrive;
  const deadLetters = byArn.get(deadLetterArn);
  const code = 'sqs.redrive-policy';
  if (!(maxReceiveCount >= 1 && maxReceiveCount <= 1_000)) {
    const message = `maxReceiveCount is ${maxReceiveCount}.`;
    return [{ code, message, place, nextStep: 'Choose an integer between 1 and 1000.' }];
  }
  if (!deadLetters) {
    const message = `the dead-letter queue ${deadLetterArn} is in none of the stacks.`;
    return [{ code, message, place, nextStep: 'Define it in a stack that is started.' }];
  }
  if (deadLetters.isFifo !== isFifo) {
    const message = `the dead-letter queue ${deadLetterArn} is of the other type.`;
    return [{ code, message, place, nextStep: 'Make both FIFO queues or both standard queues.' }];
  }
  if (deadLetters.allowsSource(arn)) return [];
  const message = `the dead-letter queue ${deadLetterArn} does not take this queue's messages.`;
  return [{ code, message, place, nextStep: 'Name the queue in its RedriveAllowPolicy.' }];
}
