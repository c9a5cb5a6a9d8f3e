import {
  GetQueueUrlCommand,
  ListQueuesCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActingService } from '../../../src/iam/principal.ts';
import { resource, stack } from '../../resource.ts';
import { type PostOffice, queue, queueArn, startPostOffice } from './post-office.ts';

const rule = `arn:aws:events:${stack.region}:${stack.account}:rule/bus/accrual`;
const events: ActingService = {
  kind: 'service',
  name: 'events.amazonaws.com',
  sourceArn: rule,
  account: stack.account,
};
const address = (name: string) => `${office.endpoint.url}/${stack.account}/${name}`;
/** The policy's queue is known by its URL, which is known once the endpoint listens. */
const policy = (name: string, ...Statement: object[]) => ({
  ...resource(`${name}Policy`, 'AWS::SQS::QueuePolicy', {}),
  property: (property: string) =>
    property === 'Queues' ? [address(name)] : { Version: '2012-10-17', Statement },
});

let office: PostOffice;
beforeEach(async () => {
  office = await startPostOffice([]);
  await office.sqs.start?.([
    queue('plain'),
    queue('dead'),
    queue('source', { RedrivePolicy: { deadLetterTargetArn: queueArn('dead'), maxReceiveCount: 1 } }),
    queue('public'),
    policy(
      'public',
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn('public'),
        Condition: { ArnEquals: { 'aws:SourceArn': rule } },
      },
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${stack.account}:role/named` },
        Action: ['sqs:SendMessage'],
        Resource: queueArn('public'),
      },
      { Effect: 'Deny', Principal: '*', Action: 'sqs:PurgeQueue', Resource: queueArn('public') },
    ),
  ]);
});
afterEach(() => office.close());

const allow = (Action: string | string[], Resource: string | string[]) => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const send = (name: string) => new SendMessageCommand({ QueueUrl: address(name), MessageBody: 'x' });
const denied = (role: string, action: string, arn: string) => ({
  name: 'AccessDenied',
  message:
    `User: arn:aws:sts::${stack.account}:assumed-role/${role}/${role}-function is not authorized to perform: ` +
    `${action} on resource: ${arn} because no identity-based policy allows the ${action} action`,
  Error: { Code: 'AccessDenied', Type: 'Sender' },
  $metadata: { httpStatusCode: 403 },
});

describe('a role', () => {
  it('may do what it is allowed, and nothing else', async () => {
    const client = await office.connectAs('sender', [allow('sqs:SendMessage', queueArn('plain'))]);
    await client.send(send('plain'));
    await expect(client.send(send('dead'))).rejects.toMatchObject(
      denied('sender', 'sqs:sendmessage', queueArn('dead')),
    );
    const requests = office.events.filter(({ type }) => type === 'sqs.request');
    expect(requests).toEqual([
      {
        type: 'sqs.request',
        principal: 'sender-function',
        operation: 'SendMessage',
        queue: 'plain',
        outcome: 'allowed',
      },
      {
        type: 'sqs.request',
        principal: 'sender-function',
        operation: 'SendMessage',
        queue: 'dead',
        outcome: 'denied',
      },
    ]);
  });

  it('needs the single action for a batch', async () => {
    const client = await office.connectAs('sender', [allow('sqs:SendMessage', queueArn('plain'))]);
    const Entries = [{ Id: 'a', MessageBody: 'x' }];
    await client.send(new SendMessageBatchCommand({ QueueUrl: address('plain'), Entries }));
  });

  it('is told nothing of queues that it may not use', async () => {
    const client = await office.connectAs('nobody', []);
    const nowhere = queueArn('nowhere');
    await expect(client.send(new GetQueueUrlCommand({ QueueName: 'nowhere' }))).rejects.toMatchObject(
      denied('nobody', 'sqs:getqueueurl', nowhere),
    );
    await expect(client.send(new ListQueuesCommand({}))).rejects.toMatchObject(
      denied('nobody', 'sqs:listqueues', queueArn('*')),
    );
  });

  it('needs both ends to move dead letters', async () => {
    const command = new StartMessageMoveTaskCommand({ SourceArn: queueArn('dead') });
    const half = await office.connectAs('half', [allow('sqs:*', queueArn('dead'))]);
    await expect(half.send(command)).rejects.toMatchObject(
      denied('half', 'sqs:sendmessage', queueArn('source')),
    );
    const whole = await office.connectAs('whole', [
      allow('sqs:*', queueArn('dead')),
      allow('sqs:SendMessage', queueArn('source')),
    ]);
    await whole.send(command);
  });

  it('may do what the queue allows it', async () => {
    const named = await office.connectAs('named', []);
    await named.send(send('public'));
    const other = await office.connectAs('other', []);
    await expect(other.send(send('public'))).rejects.toMatchObject(
      denied('other', 'sqs:sendmessage', queueArn('public')),
    );
  });
});

describe('a service', () => {
  const sendAs = (service: ActingService, name: string) =>
    office.sqs.call({
      operation: 'SendMessage',
      input: { QueueUrl: address(name), MessageBody: 'x' },
      caller: { principal: service, region: stack.region },
    });

  it('needs the policy of the queue, for its own resource', async () => {
    await expect(sendAs(events, 'public')).resolves.toMatchObject({ MessageId: expect.any(String) });
    await expect(sendAs({ ...events, sourceArn: `${rule}2` }, 'public')).rejects.toMatchObject({
      name: 'SqsError',
      code: 'AccessDenied',
    });
    await expect(sendAs(events, 'plain')).rejects.toMatchObject({ code: 'AccessDenied' });
  });
});

it.each([
  ['a wrong secret', { secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch', 403],
  ['an unknown key', { accessKeyId: 'AKIAUNKNOWN' }, 'InvalidClientTokenId', 403],
])('%s is %s', async (_, wrong, Code, httpStatusCode) => {
  const credentials = { ...office.credentials.administrator.credentials, ...wrong };
  const client = new SQSClient({
    endpoint: office.endpoint.url,
    region: stack.region,
    credentials,
    maxAttempts: 1,
  });
  await expect(client.send(send('plain'))).rejects.toMatchObject({
    Error: { Code },
    $metadata: { httpStatusCode },
  });
  client.destroy();
});

it('a queue has one policy', async () => {
  const another = await startPostOffice([]);
  office = another;
  await expect(another.sqs.start?.([queue('a'), policy('a'), policy('a')])).rejects.toMatchObject({
    code: 'sqs.second-policy',
  });
});
