import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListDeadLetterSourceQueuesCommand,
  paginateListQueues,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** A dead-letter queue, and the queue from which its messages came. */
export interface DeadLetterQueue {
  readonly url: string;
  /** Undefined where letters have no queue to go back to: a pipe's tell of stream records, and hold no event. */
  readonly sourceUrl: string | undefined;
}

/** Dead-letter queues by their name, which this house gives all of them. */
export async function listDeadLetterQueues(
  client: SQSClient,
  namePrefix?: string,
): Promise<DeadLetterQueue[]> {
  const queues: DeadLetterQueue[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues(
    { client, pageSize: 1000 },
    { QueueNamePrefix: namePrefix },
  )) {
    for (const url of QueueUrls.filter((queueUrl) => /DeadLetters/i.test(queueUrl))) {
      const { queueUrls = [] } = await client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: url }));
      queues.push({ url, sourceUrl: queueUrls[0] });
    }
  }
  return queues;
}

/** Moves every message back to its source queue, one after the other: a letter is deleted when it has been sent. */
export async function redrive(client: SQSClient, { url, sourceUrl }: DeadLetterQueue): Promise<number> {
  if (sourceUrl === undefined) return 0;
  for (let moved = 0; ; ) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return moved;
    for (const { Body, ReceiptHandle } of Messages) {
      await client.send(new SendMessageCommand({ QueueUrl: sourceUrl, MessageBody: Body }));
      await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
      moved += 1;
    }
  }
}

/** Messages in a queue, those in flight and delayed included. */
export async function countMessages(client: SQSClient, url: string): Promise<number> {
  const names = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ] as const;
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }),
  );
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}
