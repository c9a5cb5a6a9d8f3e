import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** One queue through the SDK, in short words. */
export function openMailbox(client: SQSClient, QueueUrl: string) {
  return {
    send: (MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
      client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more })),
    async receive(
      more: Partial<ReceiveMessageCommandInput> = {},
      abortSignal = new AbortController().signal,
    ): Promise<Message[]> {
      const input = { QueueUrl, MaxNumberOfMessages: 10, ...more };
      const { Messages = [] } = await client.send(new ReceiveMessageCommand(input), { abortSignal });
      return Messages;
    },
    delete: ({ ReceiptHandle }: Message) =>
      client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })),
    changeVisibility: ({ ReceiptHandle }: Message, VisibilityTimeout: number) =>
      client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout })),
    /** Visible, in flight, delayed. */
    async count(): Promise<number[]> {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      return ['', 'NotVisible', 'Delayed'].map((state) =>
        Number(
          Object.entries(Attributes).find(([name]) => name === `ApproximateNumberOfMessages${state}`)?.[1],
        ),
      );
    },
  };
}

export const bodies = (messages: readonly Message[]) => messages.map(({ Body }) => Body);
