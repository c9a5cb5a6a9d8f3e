import { type Message, PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodies, openMailbox } from './mailbox.ts';
import { type PostOffice, queue, queueArn, startPostOffice } from './post-office.ts';

let office: PostOffice;
beforeEach(async () => {
  office = await startPostOffice([
    queue('plain'),
    queue('late', { DelaySeconds: 60 }),
    queue('patient', { ReceiveMessageWaitTimeSeconds: 20 }),
    queue('short-lived', { MessageRetentionPeriod: 60 }),
    queue('dead'),
    queue('strict', {
      VisibilityTimeout: 5,
      RedrivePolicy: { deadLetterTargetArn: queueArn('dead'), maxReceiveCount: 2 },
    }),
  ]);
});
afterEach(() => office.close());

const mailbox = (name: string) => openMailbox(office.administrator, office.url(name));

it('a message is received with what it was sent with, and with its digests', async () => {
  const { send, receive } = mailbox('plain');
  const attributes = {
    text: { DataType: 'String', StringValue: 'jaźń' },
    count: { DataType: 'Number.int', StringValue: '3' },
    bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
  };
  const sent = await send('zażółć & <gęślą>\r\n', {
    MessageAttributes: attributes,
    MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-2-3' } },
  });
  const [message] = await receive({ MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'] });
  expect(message).toEqual({
    MessageId: sent.MessageId,
    ReceiptHandle: expect.any(String),
    Body: 'zażółć & <gęślą>\r\n',
    MD5OfBody: sent.MD5OfMessageBody,
    MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
    MessageAttributes: attributes,
    Attributes: {
      SenderId: 'administrator',
      SentTimestamp: String(office.clock.now()),
      ApproximateReceiveCount: '1',
      ApproximateFirstReceiveTimestamp: String(office.clock.now()),
      AWSTraceHeader: 'Root=1-2-3',
    },
  });
});

it.each([
  [[], undefined],
  [['one'], ['one']],
  [['trip.*'], ['trip.from', 'trip.to']],
  [['.*'], ['one', 'trip.from', 'trip.to']],
  [['One'], undefined],
])('attributes %j are %j', async (MessageAttributeNames, expected) => {
  const { send, receive } = mailbox('plain');
  const value = { DataType: 'String', StringValue: 'x' };
  await send('x', { MessageAttributes: { 'trip.from': value, 'trip.to': value, one: value } });
  const [message] = await receive({ MessageAttributeNames });
  const { MessageAttributes } = message as Message;
  expect(MessageAttributes && Object.keys(MessageAttributes).sort()).toEqual(expected);
});

describe('visibility', () => {
  it('a received message is hidden until its timeout', async () => {
    const { send, receive, count } = mailbox('plain');
    await send('one');
    expect(bodies(await receive())).toEqual(['one']);
    expect(await count()).toEqual([0, 1, 0]);
    office.clock.advance(29.9);
    expect(await receive()).toEqual([]);
    office.clock.advance(0.1);
    const [again] = await receive({ MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
    expect(again?.Attributes).toEqual({ ApproximateReceiveCount: '2' });
  });

  it('a receiver chooses its own timeout, and changes it', async () => {
    const { send, receive, changeVisibility } = mailbox('plain');
    await send('one');
    const [message] = await receive({ VisibilityTimeout: 5 });
    await changeVisibility(message as Message, 100);
    office.clock.advance(99);
    expect(await receive()).toEqual([]);
    office.clock.advance(1);
    const [again] = await receive();
    await changeVisibility(again as Message, 0);
    expect(await receive()).toHaveLength(1);
  });

  it('ends with 12 hours after the receipt', async () => {
    const { send, receive, changeVisibility } = mailbox('plain');
    await send('one');
    const [message] = await receive();
    office.clock.advance(10);
    await expect(changeVisibility(message as Message, 43_200)).rejects.toMatchObject({
      message: expect.stringContaining('Total VisibilityTimeout for the message is beyond the limit'),
    });
  });

  it('cannot be changed when the message is not in flight', async () => {
    const { send, receive, changeVisibility } = mailbox('plain');
    await send('one');
    const [message] = await receive();
    office.clock.advance(30);
    await expect(changeVisibility(message as Message, 1)).rejects.toMatchObject({
      name: 'MessageNotInflight',
    });
  });
});

describe('deleting', () => {
  it('works once, and again without effect', async () => {
    const { send, receive, count, ...box } = mailbox('plain');
    await send('one');
    const [message] = await receive();
    await box.delete(message as Message);
    await box.delete(message as Message);
    expect(await count()).toEqual([0, 0, 0]);
  });

  it('works late, unless somebody else has received the message since', async () => {
    const { send, receive, count, ...box } = mailbox('plain');
    await send('one');
    const [first] = await receive();
    office.clock.advance(30);
    const [second] = await receive();
    await box.delete(first as Message);
    expect(await count()).toEqual([0, 1, 0]);
    office.clock.advance(30);
    await box.delete(second as Message);
    expect(await count()).toEqual([0, 0, 0]);
  });

  it('knows the handles of its own queue only', async () => {
    await mailbox('late').send('x', { DelaySeconds: 0 });
    const [foreign] = await mailbox('late').receive();
    for (const ReceiptHandle of ['nonsense', foreign?.ReceiptHandle ?? '']) {
      await expect(mailbox('plain').delete({ ReceiptHandle })).rejects.toMatchObject({
        name: 'ReceiptHandleIsInvalid',
        message: `The input receipt handle "${ReceiptHandle}" is not a valid receipt handle.`,
      });
    }
  });
});

describe('time', () => {
  it('delays messages by their queue, or by themselves', async () => {
    const { send, receive, count } = mailbox('late');
    await send('queue');
    await send('own', { DelaySeconds: 10 });
    await send('none', { DelaySeconds: 0 });
    expect(await count()).toEqual([1, 0, 2]);
    expect(bodies(await receive())).toEqual(['none']);
    office.clock.advance(10);
    expect(bodies(await receive())).toEqual(['own']);
    office.clock.advance(50);
    expect(bodies(await receive())).toContain('queue');
  });

  it('ends the life of messages, in flight or not', async () => {
    const { send, receive, count } = mailbox('short-lived');
    await send('one');
    await send('two');
    await receive({ MaxNumberOfMessages: 1, VisibilityTimeout: 1000 });
    office.clock.advance(59);
    expect(await count()).toEqual([1, 1, 0]);
    office.clock.advance(1);
    expect(await count()).toEqual([0, 0, 0]);
  });
});

describe('long polling', () => {
  const untilWaiting = (timers: number) => expect.poll(() => office.clock.timers).toBe(timers);

  it.each([
    ['by the queue', 'patient', {}],
    ['by the receiver', 'plain', { WaitTimeSeconds: 20 }],
  ])('ends with an arrival: %s', async (_, name, more) => {
    const { send, receive } = mailbox(name);
    const receiving = receive(more);
    await untilWaiting(1);
    await send('one');
    expect(bodies(await receiving)).toEqual(['one']);
    expect(office.clock.timers).toBe(0);
  });

  it('ends with its time', async () => {
    const receiving = mailbox('plain').receive({ WaitTimeSeconds: 20 });
    await untilWaiting(1);
    office.clock.advance(20);
    expect(await receiving).toEqual([]);
  });

  it('ends with a message that becomes visible', async () => {
    const { send, receive } = mailbox('plain');
    await send('one', { DelaySeconds: 7 });
    const receiving = receive({ WaitTimeSeconds: 20 });
    await untilWaiting(2);
    office.clock.advance(7);
    expect(bodies(await receiving)).toEqual(['one']);
    expect(office.clock.timers).toBe(0);
  });

  it('ends with the connection, and takes nothing with it', async () => {
    const { send, receive, count } = mailbox('plain');
    const leaving = new AbortController();
    const receiving = receive({ WaitTimeSeconds: 20 }, leaving.signal);
    await untilWaiting(1);
    leaving.abort();
    await expect(receiving).rejects.toMatchObject({ name: 'AbortError' });
    await untilWaiting(0);
    await send('one');
    expect(await count()).toEqual([1, 0, 0]);
  });

  it('serves those who wait in their order', async () => {
    const { send, receive } = mailbox('plain');
    const first = receive({ WaitTimeSeconds: 20 });
    await untilWaiting(1);
    const second = receive({ WaitTimeSeconds: 20 });
    await untilWaiting(2);
    await send('one');
    await send('two');
    expect([bodies(await first), bodies(await second)]).toEqual([['one'], ['two']]);
  });
});

describe('dead letters', () => {
  it('are messages that were received often enough', async () => {
    const strict = mailbox('strict');
    const { MessageId } = await strict.send('poison');
    const sentAt = String(office.clock.now());
    for (const _ of [1, 2]) {
      expect(await strict.receive()).toHaveLength(1);
      office.clock.advance(5);
    }
    expect(await strict.receive()).toEqual([]);
    expect(office.events).toContainEqual({
      type: 'sqs.dead-lettered',
      queue: 'strict',
      messageId: MessageId,
      body: 'poison',
      receiveCount: 2,
    });
    const [dead] = await mailbox('dead').receive({ MessageSystemAttributeNames: ['All'] });
    expect(dead).toMatchObject({
      MessageId,
      Attributes: {
        SentTimestamp: sentAt,
        ApproximateReceiveCount: '1',
        DeadLetterQueueSourceArn: queueArn('strict'),
      },
    });
  });
});

it('is purged once a minute', async () => {
  const { send, receive, count } = mailbox('plain');
  const purge = () => office.administrator.send(new PurgeQueueCommand({ QueueUrl: office.url('plain') }));
  await send('one');
  await send('two', { DelaySeconds: 10 });
  await send('three');
  await receive({ MaxNumberOfMessages: 1 });
  await purge();
  expect(await count()).toEqual([0, 0, 0]);
  await expect(purge()).rejects.toMatchObject({
    name: 'PurgeQueueInProgress',
    message: 'Only one PurgeQueue operation on plain is allowed every 60 seconds.',
  });
  office.clock.advance(60);
  await purge();
});

it('doubles and delays what faults tell it to', async () => {
  const plans = [[0, 2_000], [5_000], [0]];
  const faulty = await startPostOffice([queue('plain')], { planDelivery: () => plans.shift() ?? [0] });
  const { send, receive } = openMailbox(faulty.administrator, faulty.url('plain'));
  for (const body of ['doubled', 'late', 'normal']) await send(body);
  expect(bodies(await receive())).toEqual(['doubled', 'normal']);
  faulty.clock.advance(2);
  expect(bodies(await receive())).toEqual(['doubled']);
  faulty.clock.advance(3);
  expect(bodies(await receive())).toEqual(['late']);
  await faulty.close();
});
