import type { JsonObject } from '../../../aws-endpoint/json.ts';
import { SqsError } from '../errors.ts';
import { findInteger, findString, readString } from '../input.ts';
import type { Message } from '../queue/message.ts';
import type { QueueRegistry } from '../queue-registry.ts';
import type { Operation } from './operation.ts';

const sourceActions = ['startmessagemovetask', 'receivemessage', 'deletemessage', 'getqueueattributes'];

/**
 * Dead-letter queue redrive, finished before it answers: every visible message goes to `DestinationArn`, or back to
 * where it came from
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html).
 */
export const startMessageMoveTask: Operation = {
  listUses(input, { queues }) {
    const sourceArn = readString(input, 'SourceArn');
    const destinationArn = findString(input, 'DestinationArn');
    const destinations = destinationArn === undefined ? listSources(sourceArn, queues) : [destinationArn];
    return [
      ...sourceActions.map((action) => ({ action: `sqs:${action}`, queueArn: sourceArn })),
      ...destinations.map((queueArn) => ({ action: 'sqs:sendmessage', queueArn })),
    ];
  },
  run(input, { queues, nowMs }) {
    const sourceArn = readString(input, 'SourceArn');
    findInteger(input, 'MaxNumberOfMessagesPerSecond', { min: 1, max: 500 });
    const source = queues.find(sourceArn);
    if (!source) throw notFound(sourceArn);
    if (listSources(sourceArn, queues).length === 0) {
      throw new SqsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
    }
    const destinationArn = findString(input, 'DestinationArn');
    if (destinationArn !== undefined && !queues.find(destinationArn)) throw notFound(destinationArn);
    const findTarget = ({ deadLetterSourceArn }: Message) =>
      queues.find(destinationArn ?? deadLetterSourceArn ?? '')?.queue;
    // Whatever was sent to the dead-letter queue itself, or whose source is gone, stays.
    const messages = source.queue.drain((message) => findTarget(message) !== undefined);
    for (const message of messages) findTarget(message)?.readmit(message);
    source.moves.unshift({ destinationArn, count: messages.length, startedAtMs: nowMs });
    return { TaskHandle: Buffer.from(`${sourceArn} ${source.moves.length}`).toString('base64') };
  },
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html */
export const listMessageMoveTasks: Operation = {
  listUses: (input) => [{ action: 'sqs:listmessagemovetasks', queueArn: readString(input, 'SourceArn') }],
  run(input, { queues }): JsonObject {
    const sourceArn = readString(input, 'SourceArn');
    const max = findInteger(input, 'MaxResults', { min: 1, max: 10 }) ?? 1;
    const source = queues.find(sourceArn);
    if (!source) throw notFound(sourceArn);
    const Results = source.moves.slice(0, max).map(({ destinationArn, count, startedAtMs }) => ({
      Status: 'COMPLETED',
      SourceArn: sourceArn,
      ...(destinationArn !== undefined && { DestinationArn: destinationArn }),
      ApproximateNumberOfMessagesMoved: count,
      ApproximateNumberOfMessagesToMove: count,
      StartedTimestamp: startedAtMs,
    }));
    return { Results };
  },
};

/** The queues whose dead letters come here. */
function listSources(arn: string, queues: QueueRegistry): string[] {
  return queues
    .list()
    .filter(({ description }) => description.redrive?.deadLetterArn === arn)
    .map(({ description }) => description.arn);
}

function notFound(arn: string): SqsError {
  return new SqsError(
    'ResourceNotFound',
    `The resource that you specified for the ${arn} parameter doesn't exist.`,
  );
}
