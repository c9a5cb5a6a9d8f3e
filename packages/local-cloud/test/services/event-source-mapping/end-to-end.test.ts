import { fileURLToPath } from 'node:url';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Cloud, type CloudEvent, startCloud } from '../../../src/index.ts';
import { synthesize } from '../../app.ts';

const assembly = synthesize((app: App) => {
  const stack = new Stack(app, 'Mail');
  const deadLetters = new Queue(stack, 'DeadLetters');
  const letters = new Queue(stack, 'Letters', {
    visibilityTimeout: Duration.seconds(1),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 2 },
  });
  const consumer = new LambdaFunction(stack, 'Consumer', {
    runtime: Runtime.NODEJS_24_X,
    code: Code.fromAsset(fileURLToPath(new URL('../../fixtures/consumer', import.meta.url))),
    handler: 'index.consume',
    timeout: Duration.seconds(1),
  });
  consumer.addEventSource(
    new SqsEventSource(letters, { batchSize: 5, reportBatchItemFailures: true, maxConcurrency: 2 }),
  );
  new CfnOutput(stack, 'LettersUrl', { value: letters.queueUrl });
  new CfnOutput(stack, 'DeadLettersUrl', { value: deadLetters.queueUrl });
});

let cloud: Cloud;
let client: SQSClient;
const events: CloudEvent[] = [];
beforeAll(async () => {
  cloud = await startCloud({ assembly, onEvent: (event) => events.push(event) });
  client = new SQSClient(cloud.administrator);
});
afterAll(async () => {
  client?.destroy();
  await cloud?.close();
});

const url = (name: 'Letters' | 'DeadLetters') => cloud.stacks[0]?.outputs[`${name}Url`] ?? '';
const post = async (MessageBody: string) =>
  (await client.send(new SendMessageCommand({ QueueUrl: url('Letters'), MessageBody }))).MessageId ?? '';
const waiting = { timeout: 20_000 };
const listOf = <Type extends CloudEvent['type']>(type: Type) =>
  events.filter((event): event is Extract<CloudEvent, { type: Type }> => event.type === type);

it('hands messages to the function, and deletes what it is done with', async () => {
  const messageId = await post('fine');
  await vi.waitFor(() => {
    expect(listOf('mapping.delivered')).toMatchObject([{ messageIds: [messageId], failedIds: [] }]);
  }, waiting);
  await vi.waitFor(async () => {
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const command = new GetQueueAttributesCommand({
      QueueUrl: url('Letters'),
      AttributeNames: [...AttributeNames],
    });
    expect((await client.send(command)).Attributes).toEqual({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
    });
  }, waiting);
});

it.each([
  ['the function reports', 'poison'],
  ['makes the function throw', 'throw'],
])('gives up a message that %s', async (_, body) => {
  const messageId = await post(body);
  const [dead] = await vi.waitFor(async () => {
    const command = new ReceiveMessageCommand({
      QueueUrl: url('DeadLetters'),
      WaitTimeSeconds: 5,
      MessageSystemAttributeNames: ['All'],
    });
    const { Messages = [] } = await client.send(command);
    expect(Messages).toHaveLength(1);
    return Messages;
  }, waiting);
  expect(dead).toMatchObject({ MessageId: messageId, Body: body });
  expect(listOf('sqs.dead-lettered')).toContainEqual(expect.objectContaining({ messageId, receiveCount: 2 }));
  const attempts = [...listOf('mapping.delivered'), ...listOf('mapping.batch-failed')];
  expect(attempts.filter(({ messageIds }) => messageIds.includes(messageId))).toHaveLength(2);
});
