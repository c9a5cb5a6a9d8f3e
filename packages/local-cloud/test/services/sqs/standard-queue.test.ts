import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PostOffice, queue, startPostOffice } from './post-office.ts';

let office: PostOffice;
beforeEach(async () => {
  office = await startPostOffice([
    queue('plain'),
    queue('late', { DelaySeconds: 60 }),
    queue('patient', { ReceiveMessageWaitTimeSeconds: 20, VisibilityTimeout: 5 }),
    queue('short', { MessageRetentionPeriod: 60 }),
  ]);
});
afterEach(() => office.close());

const send = (name: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
  office.administrator.send(new SendMessageCommand({ QueueUrl: office.url(name), MessageBody, ...more }));
const receive = async (name: string, more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> => {
  const command = new ReceiveMessageCommand({
    QueueUrl: office.url(name),
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 0,
    ...more,
  });
  return (await office.administrator.send(command)).Messages ?? [];
};
const bodies = (messages: readonly Message[]) => messages.map(({ Body }) => Body);
const remove = (name: string, { ReceiptHandle }: Message) =>
  office.administrator.send(new DeleteMessageCommand({ QueueUrl: office.url(name), ReceiptHandle }));

describe('a message', () => {
  it('is received with what it was sent with, and checked by its digests', async () => {
    const sent = await send('plain', 'zażółć & <gęślą>\r\n', {
      MessageAttributes: {
        text: { DataType: 'String', StringValue: 'jaźń' },
        count: { DataType: 'Number.int', StringValue: '3' },
        bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
      },
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-2-3' } },
    });
    const [message] = await receive('plain', {
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });
    expect(message).toEqual({
      MessageId: sent.MessageId,
      ReceiptHandle: expect.any(String),
      Body: 'zażółć & <gęślą>\r\n',
      MD5OfBody: sent.MD5OfMessageBody,
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
      MessageAttributes: {
        text: { DataType: 'String', StringValue: 'jaźń' },
        count: { DataType: 'Number.int', StringValue: '3' },
        bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
      },
      Attributes: {
        SenderId: 'administrator',
        SentTimestamp: String(Date.UTC(2026, 10, 22)),
        ApproximateReceiveCount: '1',
        ApproximateFirstReceiveTimestamp: String(Date.UTC(2026, 10, 22)),
        AWSTraceHeader: 'Root=1-2-3',
      },
    });
  });
});
