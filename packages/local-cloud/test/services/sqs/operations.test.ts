import {
  ChangeMessageVisibilityBatchCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodies, openMailbox } from './mailbox.ts';
import { letterQueues, type PostOffice, queueArn, startPostOffice } from './post-office.ts';

let office: PostOffice;
let client: SQSClient;
beforeEach(async () => {
  office = await startPostOffice(letterQueues);
  client = office.administrator;
});
afterEach(() => office.close());

const mailbox = (name: string) => openMailbox(client, office.url(name));
const prefixed = (name: string) => ({
  name,
  Error: { Code: `AWS.SimpleQueueService.${name}`, Type: 'Sender' },
});

describe('queues', () => {
  it('are found by name', async () => {
    const url = `${office.endpoint.url}/123456789012/plain`;
    expect(await client.send(new GetQueueUrlCommand({ QueueName: 'plain' }))).toMatchObject({
      QueueUrl: url,
    });
  });

  it('are listed in pages', async () => {
    const list = async (input: object) => {
      const { QueueUrls = [], NextToken } = await client.send(new ListQueuesCommand(input));
      return { names: QueueUrls.map((url) => url.split('/').at(-1)), NextToken };
    };
    expect(await list({})).toEqual({ names: ['dead', 'one', 'plain', 'roomy', 'two'], NextToken: undefined });
    expect((await list({ QueueNamePrefix: 't' })).names).toEqual(['two']);
    expect((await list({ QueueNamePrefix: 'x' })).names).toEqual([]);
    const { names, NextToken } = await list({ MaxResults: 3 });
    expect(names).toEqual(['dead', 'one', 'plain']);
    expect(await list({ MaxResults: 3, NextToken })).toEqual({
      names: ['roomy', 'two'],
      NextToken: undefined,
    });
  });

  it('tell how they are set', async () => {
    const attributes = async (name: string, AttributeNames: string[]) => {
      const input = { QueueUrl: office.url(name), AttributeNames: AttributeNames as ['All'] };
      return (await client.send(new GetQueueAttributesCommand(input))).Attributes;
    };
    expect(await attributes('two', ['RedrivePolicy', 'QueueArn'])).toEqual({
      QueueArn: queueArn('two'),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn('dead'), maxReceiveCount: 1 }),
    });
    expect(await attributes('plain', ['All'])).toMatchObject({
      VisibilityTimeout: '30',
      MessageRetentionPeriod: '345600',
      MaximumMessageSize: '1024',
      CreatedTimestamp: String(office.clock.now() / 1_000),
    });
    expect(await attributes('plain', ['FifoQueue'])).toBeUndefined();
    await expect(attributes('plain', ['Colour'])).rejects.toMatchObject({ name: 'InvalidAttributeName' });
  });

  it('end, and with them every wait', async () => {
    const waiting = mailbox('plain').receive({ WaitTimeSeconds: 20 });
    const gone = expect(waiting).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    await expect.poll(() => office.clock.timers).toBe(1);
    await client.send(new DeleteQueueCommand({ QueueUrl: office.url('plain') }));
    await gone;
    expect(office.clock.timers).toBe(0);
    await expect(mailbox('plain').send('x')).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      message: 'The specified queue does not exist.',
      Error: { Code: 'AWS.SimpleQueueService.NonExistentQueue', Type: 'Sender' },
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each(['123456789012/nobody', '999999999999/plain', 'plain', ''])(
    'are not there at another address: /%s',
    async (path) => {
      const QueueUrl = `${office.endpoint.url}/${path}`;
      const command = new SendMessageCommand({ QueueUrl, MessageBody: 'x' });
      await expect(client.send(command)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    },
  );
});

describe('batches', () => {
  const entry = (Id: string, more: object = {}) => ({ Id, MessageBody: Id, ...more });
  const sendAll = (Entries: ReturnType<typeof entry>[], name = 'roomy') =>
    client.send(new SendMessageBatchCommand({ QueueUrl: office.url(name), Entries }));

  it('succeed and fail by entry', async () => {
    const { Successful, Failed } = await sendAll([entry('a'), entry('b', { DelaySeconds: 901 }), entry('c')]);
    expect(Successful?.map(({ Id }) => Id)).toEqual(['a', 'c']);
    expect(Failed).toEqual([
      {
        Id: 'b',
        SenderFault: true,
        Code: 'InvalidParameterValue',
        Message:
          'Value 901 for parameter DelaySeconds is invalid. Reason: Must be between 0 and 900, if provided.',
      },
    ]);
    const received = await mailbox('roomy').receive();
    expect(bodies(received)).toEqual(['a', 'c']);
    const handles = received.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
    const QueueUrl = office.url('roomy');
    const change = new ChangeMessageVisibilityBatchCommand({
      QueueUrl,
      Entries: handles.map((handle) => ({ ...handle, VisibilityTimeout: 50 })),
    });
    expect((await client.send(change)).Successful).toEqual([{ Id: '0' }, { Id: '1' }]);
    const remove = new DeleteMessageBatchCommand({
      QueueUrl,
      Entries: [...handles, { Id: 'x', ReceiptHandle: 'nonsense' }],
    });
    const deleted = await client.send(remove);
    expect(deleted.Successful).toHaveLength(2);
    expect(deleted.Failed).toMatchObject([{ Id: 'x', Code: 'ReceiptHandleIsInvalid' }]);
    expect(await mailbox('roomy').count()).toEqual([0, 0, 0]);
  });

  const eleven = Array.from({ length: 11 }, (_, index) => entry(`m${index}`));
  const long = 'x'.repeat(600_000);
  it.each([
    ['EmptyBatchRequest', []],
    ['TooManyEntriesInBatchRequest', eleven],
    ['BatchEntryIdsNotDistinct', [entry('a'), entry('a')]],
    ['InvalidBatchEntryId', [entry('a b')]],
    ['BatchRequestTooLong', [entry('a', { MessageBody: long }), entry('b', { MessageBody: long })]],
  ])('%s', async (name, entries) => {
    await expect(sendAll(entries)).rejects.toMatchObject(prefixed(name));
  });
});

describe('messages are refused', () => {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  it.each<[string, Partial<SendMessageCommandInput>, string]>([
    ['no body', { MessageBody: '' }, 'The request must contain the parameter MessageBody.'],
    ['a control character', { MessageBody: 'a\u0001' }, 'Invalid characters found.'],
    ['half a character', { MessageBody: 'a\ud800' }, 'Invalid characters found.'],
    ['too long', { MessageBody: 'ż'.repeat(513) }, 'Message must be shorter than 1024 bytes.'],
    [
      'too long with its attributes',
      { MessageBody: 'x'.repeat(1_000), MessageAttributes: { name: text('x'.repeat(20)) } },
      'Message must be shorter than 1024 bytes.',
    ],
    ['a delay out of range', { DelaySeconds: -1 }, 'Must be between 0 and 900, if provided.'],
    [
      'a deduplication id',
      { MessageDeduplicationId: 'x' },
      'The request includes a parameter that is not valid for this queue type.',
    ],
    [
      'an empty attribute',
      { MessageAttributes: { a: text('') } },
      "must contain a non-empty value of type 'String'",
    ],
    [
      'an attribute of unknown type',
      { MessageAttributes: { a: { DataType: 'Colour', StringValue: 'red' } } },
      'has an invalid message attribute type',
    ],
    [
      'a number that is none',
      { MessageAttributes: { a: { DataType: 'Number', StringValue: 'red' } } },
      "Can't cast the value of message (user) attribute 'a' to a number.",
    ],
    [
      'a reserved attribute name',
      { MessageAttributes: { 'AWS.a': text('x') } },
      "Message (user) attribute name 'AWS.a' contains an invalid character or begins with a reserved word.",
    ],
    [
      'more than ten attributes',
      { MessageAttributes: Object.fromEntries([...'abcdefghijk'].map((name) => [name, text('x')])) },
      'Number of message attributes [11] exceeds the allowed maximum [10].',
    ],
  ])('%s', async (_, input, message) => {
    const command = new SendMessageCommand({ QueueUrl: office.url('plain'), MessageBody: 'x', ...input });
    await expect(client.send(command)).rejects.toMatchObject({ message: expect.stringContaining(message) });
    expect(await mailbox('plain').count()).toEqual([0, 0, 0]);
  });

  it('but not at the limit', async () => {
    await mailbox('plain').send('ż'.repeat(512));
    await mailbox('plain').send('tabs\tand\r\nlines \u{1f600}');
  });
});

it.each([
  [
    { MaxNumberOfMessages: 11 },
    'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
  ],
  [
    { WaitTimeSeconds: 21 },
    'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be between 0 and 20, if provided.',
  ],
  [
    { VisibilityTimeout: 43_201 },
    'Value 43201 for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200, if provided.',
  ],
])('receiving with %j is refused', async (input, message) => {
  const command = new ReceiveMessageCommand({ QueueUrl: office.url('plain'), ...input });
  await expect(client.send(command)).rejects.toMatchObject({
    message,
    Error: { Code: 'InvalidParameterValue', Type: 'Sender' },
  });
});

it('says which operation is not there', async () => {
  await expect(client.send(new CreateQueueCommand({ QueueName: 'x' }))).rejects.toMatchObject({
    message: 'The local cloud does not emulate the operation CreateQueue.',
  });
});
