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
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cloud, type CloudEvent, startCloud } from '../../../src/index.ts';
import { synthesize } from '../../app.ts';

const assembly = synthesize((app: App) => {
  const stack = new Stack(app, 'Mail');
  const deadLetters = new Queue(stack, 'DeadLetters');
  const letters = new Queue(stack, 'Letters', {
    // Longer than a cold start on a busy machine: else a message comes again while its first function still starts.
    visibilityTimeout: Duration.seconds(5),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 2 },
  });
  const consumer = new LambdaFunction(stack, 'Consumer', {
    runtime: Runtime.NODEJS_24_X,
    code: Code.fromAsset(fileURLToPath(new URL('../../fixtures/consumer', import.meta.url))),
    handler: 'index.consume',
    timeout: Duration.seconds(5),
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
const listOf = <Type extends CloudEvent['type']>(type: Type) =>
  events.filter((event): event is Extract<CloudEvent, { type: Type }> => event.type === type);

it('hands messages to the function, and deletes what it is done with', async () => {
  const messageId = await post('fine');
  await expect
    .poll(() => listOf('mapping.delivered'))
    .toMatchObject([{ messageIds: [messageId], failedIds: [] }]);
  const countLeft = async () => {
    const command = new GetQueueAttributesCommand({
      QueueUrl: url('Letters'),
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    });
    return (await client.send(command)).Attributes;
  };
  await expect.poll(countLeft).toEqual({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '0',
  });
});

it.each([
  ['the function reports', 'poison'],
  ['makes the function throw', 'throw'],
])('gives up a message that %s', async (_, body) => {
  const messageId = await post(body);
  const receiveDead = async () => {
    const command = new ReceiveMessageCommand({
      QueueUrl: url('DeadLetters'),
      WaitTimeSeconds: 5,
      MessageSystemAttributeNames: ['All'],
    });
    return (await client.send(command)).Messages ?? [];
  };
  await expect.poll(receiveDead).toMatchObject([{ MessageId: messageId, Body: body }]);
  expect(listOf('sqs.dead-lettered')).toContainEqual(expect.objectContaining({ messageId, receiveCount: 2 }));
  const attempts = [...listOf('mapping.delivered'), ...listOf('mapping.batch-failed')];
  expect(attempts.filter(({ messageIds }) => messageIds.includes(messageId))).toHaveLength(2);
});
