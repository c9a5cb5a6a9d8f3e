import type { Message } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodies, openMailbox } from './mailbox.ts';
import { fifoQueue, type PostOffice, queueArn, startPostOffice } from './post-office.ts';

let office: PostOffice;
beforeEach(async () => {
  office = await startPostOffice([
    fifoQueue('plain.fifo'),
    fifoQueue('content.fifo', { ContentBasedDeduplication: true }),
    fifoQueue('by-group.fifo', {
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    }),
    fifoQueue('dead.fifo'),
    fifoQueue('strict.fifo', {
      ContentBasedDeduplication: true,
      RedrivePolicy: { deadLetterTargetArn: queueArn('dead.fifo'), maxReceiveCount: 1 },
    }),
  ]);
});
afterEach(() => office.close());

const mailbox = (name: string) => openMailbox(office.administrator, office.url(name));

/** `a1` is of group `a`, and deduplicated by its name. */
async function sendAll(name: string, texts: readonly string[]) {
  for (const text of texts) {
    await mailbox(name).send(text, { MessageGroupId: text[0] ?? '', MessageDeduplicationId: text });
  }
}

describe('order', () => {
  it('is that of sending, within each group', async () => {
    await sendAll('plain.fifo', ['a1', 'b1', 'a2', 'b2', 'a3']);
    const { receive } = mailbox('plain.fifo');
    expect(bodies(await receive({ MaxNumberOfMessages: 2 }))).toEqual(['a1', 'a2']);
    expect(bodies(await receive())).toEqual(['b1', 'b2']);
    expect(await receive()).toEqual([]);
  });

  it('holds a group back while one of its messages is in flight', async () => {
    await sendAll('plain.fifo', ['a1', 'a2']);
    const { receive, ...box } = mailbox('plain.fifo');
    const [first] = await receive({ MaxNumberOfMessages: 1 });
    expect(await receive()).toEqual([]);
    await box.delete(first as Message);
    expect(bodies(await receive())).toEqual(['a2']);
  });

  it('survives a visibility timeout', async () => {
    await sendAll('plain.fifo', ['a1', 'a2', 'b1']);
    const { receive } = mailbox('plain.fifo');
    await receive({ MaxNumberOfMessages: 1 });
    expect(bodies(await receive())).toEqual(['b1']);
    office.clock.advance(30);
    expect(bodies(await receive()).slice(0, 2)).toEqual(['a1', 'a2']);
  });

  it('is told by the sequence number', async () => {
    await sendAll('plain.fifo', ['a1', 'b1']);
    const received = await mailbox('plain.fifo').receive({ MessageSystemAttributeNames: ['All'] });
    expect(received.map(({ Attributes }) => Attributes)).toMatchObject([
      {
        MessageGroupId: 'a',
        MessageDeduplicationId: 'a1',
        SequenceNumber: expect.stringMatching(/^\d{20}$/),
      },
      { MessageGroupId: 'b', MessageDeduplicationId: 'b1' },
    ]);
    const [one, other] = received.map(({ Attributes }) => BigInt(Attributes?.SequenceNumber ?? 0));
    expect((other as bigint) > (one as bigint)).toBe(true);
  });
});

describe('deduplication', () => {
  it('takes a message once in five minutes, also when it was deleted', async () => {
    const { send, receive, ...box } = mailbox('plain.fifo');
    const ids = { MessageGroupId: 'a', MessageDeduplicationId: 'same' };
    const first = await send('one', ids);
    const [message] = await receive();
    await box.delete(message as Message);
    office.clock.advance(299);
    const { MessageId, SequenceNumber } = await send('two', { ...ids, MessageGroupId: 'b' });
    expect([MessageId, SequenceNumber]).toEqual([first.MessageId, first.SequenceNumber]);
    expect(await receive()).toEqual([]);
    office.clock.advance(1);
    await send('three', ids);
    expect(bodies(await receive())).toEqual(['three']);
  });

  it('goes by the body when the queue says so', async () => {
    const { send, receive } = mailbox('content.fifo');
    for (const body of ['x', 'x', 'y']) await send(body, { MessageGroupId: 'a' });
    await send('x', { MessageGroupId: 'a', MessageDeduplicationId: 'own' });
    expect(bodies(await receive())).toEqual(['x', 'y', 'x']);
  });

  it('counts within groups when the queue says so', async () => {
    const { send, receive } = mailbox('by-group.fifo');
    for (const MessageGroupId of ['a', 'b', 'a'])
      await send('x', { MessageGroupId, MessageDeduplicationId: '1' });
    expect(await receive()).toHaveLength(2);
  });
});

it('refuses a handle whose time is over', async () => {
  await sendAll('plain.fifo', ['a1']);
  const { receive, ...box } = mailbox('plain.fifo');
  const [message] = await receive();
  office.clock.advance(30);
  await expect(box.delete(message as Message)).rejects.toMatchObject({
    message: `Value ${message?.ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
  });
});

it('goes on with a group when its first message is given up', async () => {
  await sendAll('strict.fifo', ['a1', 'a2']);
  const { receive } = mailbox('strict.fifo');
  const [first] = await receive({ MaxNumberOfMessages: 1 });
  office.clock.advance(30);
  expect(bodies(await receive())).toEqual(['a2']);
  const [dead] = await mailbox('dead.fifo').receive({ MessageSystemAttributeNames: ['All'] });
  expect(dead).toMatchObject({
    Body: 'a1',
    Attributes: {
      MessageGroupId: 'a',
      MessageDeduplicationId: first?.MessageId,
      SentTimestamp: `${office.clock.now()}`,
    },
  });
});

it.each([
  ['plain.fifo', {}, 'The request must contain the parameter MessageGroupId.'],
  [
    'plain.fifo',
    { MessageGroupId: 'a' },
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  ],
  [
    'plain.fifo',
    { MessageGroupId: 'a b', MessageDeduplicationId: 'c' },
    'Value a b for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.',
  ],
  [
    'content.fifo',
    { MessageGroupId: 'a', DelaySeconds: 1 },
    'Value 1 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.',
  ],
])('%s with %j: %s', async (name, more, message) => {
  await expect(mailbox(name).send('x', more)).rejects.toMatchObject({ message });
});
