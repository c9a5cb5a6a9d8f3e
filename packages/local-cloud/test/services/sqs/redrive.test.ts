import {
  DeleteQueueCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
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
describe('redrive', () => {
  const SourceArn = queueArn('dead');
  beforeEach(async () => {
    for (const name of ['one', 'two']) {
      await mailbox(name).send(`of ${name}`);
      await mailbox(name).receive();
    }
    office.clock.advance(30);
    for (const name of ['one', 'two']) expect(await mailbox(name).receive()).toEqual([]);
  });

  it('brings dead letters back to where they came from', async () => {
    await mailbox('dead').send('of nobody');
    expect(await client.send(new StartMessageMoveTaskCommand({ SourceArn }))).toMatchObject({
      TaskHandle: expect.any(String),
    });
    for (const name of ['one', 'two']) {
      expect(bodies(await mailbox(name).receive())).toEqual([`of ${name}`]);
    }
    expect(bodies(await mailbox('dead').receive())).toEqual(['of nobody']);
  });

  const everything = { MessageSystemAttributeNames: ['All' as const] };

  it('gives a message a new id, and a new age: it would expire with its old one', async () => {
    office.clock.advance(4 * 86_400 - 60);
    const [before] = await mailbox('dead').receive({ ...everything, VisibilityTimeout: 0 });
    await client.send(new StartMessageMoveTaskCommand({ SourceArn }));
    office.clock.advance(600);
    const [after] = await mailbox('one').receive(everything);
    expect(after).toMatchObject({ Body: 'of one', Attributes: { ApproximateReceiveCount: '1' } });
    expect(after?.MessageId).not.toBe(before?.MessageId);
    const ageMs = office.clock.now() - Number(after?.Attributes?.SentTimestamp);
    expect(ageMs).toBe(600_000);
    expect(after?.Attributes).not.toHaveProperty('DeadLetterQueueSourceArn');
  });

  it('leaves what has no queue to go back to, as it is', async () => {
    await client.send(new DeleteQueueCommand({ QueueUrl: office.url('two') }));
    await client.send(new StartMessageMoveTaskCommand({ SourceArn }));
    expect(await mailbox('dead').receive(everything)).toMatchObject([
      { Body: 'of two', Attributes: { DeadLetterQueueSourceArn: queueArn('two') } },
    ]);
    const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn }));
    expect(Results).toMatchObject([{ ApproximateNumberOfMessagesMoved: 1 }]);
  });

  it('brings dead letters where it is told to', async () => {
    const DestinationArn = queueArn('roomy');
    await client.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
    expect(bodies(await mailbox('roomy').receive()).sort()).toEqual(['of one', 'of two']);
    const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn }));
    expect(Results).toEqual([
      {
        Status: 'COMPLETED',
        SourceArn,
        DestinationArn,
        ApproximateNumberOfMessagesMoved: 2,
        ApproximateNumberOfMessagesToMove: 2,
        StartedTimestamp: office.clock.now(),
      },
    ]);
  });

  it('is for dead-letter queues', async () => {
    const command = new StartMessageMoveTaskCommand({ SourceArn: queueArn('roomy') });
    await expect(client.send(command)).rejects.toMatchObject({
      message: 'Source queue must be configured as a Dead Letter Queue.',
    });
    const nowhere = new StartMessageMoveTaskCommand({ SourceArn: queueArn('nowhere') });
    await expect(client.send(nowhere)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('knows the queues whose dead letters come', async () => {
    const command = new ListDeadLetterSourceQueuesCommand({ QueueUrl: office.url('dead') });
    expect((await client.send(command)).queueUrls).toEqual([office.url('one'), office.url('two')]);
  });
});
