import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Cloud, type CloudEvent, startCloud } from '../src/index.ts';
import { synthesize } from './app.ts';
import { buildShop, names } from './messaging-app.ts';

/** Another cloud of its own, with an action less. */
async function startShop(options: { without?: string } = {}) {
  const assembly = synthesize((app) => buildShop(app, options));
  const events: CloudEvent[] = [];
  const listeners = new Set<() => void>();
  const onEvent = (event: CloudEvent) => {
    events.push(event);
    for (const listener of listeners) listener();
  };
  const cloud = await startCloud({ assembly, onEvent });
  return { cloud, events, ...createClients(cloud), find: createFind(events, listeners) };
}

/** Resolves with the first event of the type that fits, past or to come. */
function createFind(events: CloudEvent[], listeners: Set<() => void>) {
  return <Type extends CloudEvent['type']>(
    type: Type,
    fits: (event: Extract<CloudEvent, { type: Type }>) => boolean = () => true,
  ) =>
    new Promise<Extract<CloudEvent, { type: Type }>>((resolve) => {
      const isWanted = (event: CloudEvent): event is Extract<CloudEvent, { type: Type }> =>
        event.type === type && fits(event as Extract<CloudEvent, { type: Type }>);
      const look = () => {
        const found = events.find(isWanted);
        if (!found) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
    });
}

function createClients({ administrator }: Cloud) {
  const eventBridge = new EventBridgeClient(administrator);
  const sqs = new SQSClient(administrator);
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(administrator));
  return {
    eventBridge,
    put: (Item: Record<string, unknown>) => documents.send(new PutCommand({ TableName: names.table, Item })),
    putEvents: (...Entries: PutEventsRequestEntry[]) => eventBridge.send(new PutEventsCommand({ Entries })),
    /** The next message of a queue, which is gone then. */
    async receive(queue: string) {
      const QueueUrl = `${administrator.endpoint}/123456789012/${queue}`;
      const { Messages: [message] = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20, MessageAttributeNames: ['All'] }),
      );
      if (!message) throw new Error(`${queue} stays empty`);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
      const attributes = Object.entries(message.MessageAttributes ?? {});
      return {
        body: JSON.parse(String(message.Body)) as Record<string, unknown>,
        attributes: Object.fromEntries(attributes.map(([name, { StringValue }]) => [name, StringValue])),
      };
    },
  };
}

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop?.cloud.close());
afterEach(() => void shop.events.splice(0));

const order = (id: string, more: object = {}) => ({
  id,
  cents: 1_250,
  note: 'say "hi"',
  source: 'shop.orders',
  ...more,
});
const entry = (more: PutEventsRequestEntry): PutEventsRequestEntry => ({
  EventBusName: names.bus,
  Source: 'shop.orders',
  DetailType: 'OrderPlaced',
  Detail: '{}',
  ...more,
});

it('a write goes through stream, pipe, bus and rule into the queue', async () => {
  await shop.put(order('1'));
  const { body } = await shop.receive(names.queue);
  expect(body).toMatchObject({
    version: '0',
    source: 'shop.orders',
    'detail-type': 'OrderPlaced',
    account: '123456789012',
    region: 'us-east-1',
    detail: { orderId: '1', cents: 1_250, note: 'say "hi"' },
  });
  const told = shop.events.map(({ type }) => type).filter((type) => !/^(sqs|dynamodb|iam)/.test(type));
  expect(told).toEqual(['events.received', 'pipes.delivered', 'events.delivered']);
});

it('the order of writes stays', async () => {
  for (let cents = 1; cents <= 25; cents++) await shop.put(order('same', { cents }));
  const received: unknown[] = [];
  while (received.length < 25) received.push((await shop.receive(names.queue)).body);
  expect(received.map((body) => (body as { detail: { cents: number } }).detail.cents)).toEqual(
    Array.from({ length: 25 }, (_, index) => index + 1),
  );
});

it('a record that the bus does not take is told, given up, and holds nothing back for ever', async () => {
  await shop.put(order('poison', { source: 'aws.reserved' }));
  await shop.put(order('next'));
  const failed = await shop.find('pipes.failed');
  expect(failed).toMatchObject({
    pipe: names.pipe,
    condition: 'RetryAttemptsExhausted',
    errorMessage: 'Not authorized for the source.',
    deadLetter: 'sent',
  });
  const letter = await shop.receive(names.pipeDeadLetters);
  expect(letter.body).toMatchObject({
    context: { condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: expect.stringMatching(/^\d{21}$/) },
  });
  expect((await shop.receive(names.queue)).body).toMatchObject({ detail: { orderId: 'next' } });
});

it('a rule that its queue does not let in sends a dead letter at once', async () => {
  await shop.putEvents(entry({ Source: 'shop.locked', Detail: '{"id":"L"}' }));
  const { body, attributes } = await shop.receive(names.deadLetters);
  expect(body).toMatchObject({ source: 'shop.locked', detail: { id: 'L' } });
  expect(attributes).toMatchObject({
    RULE_ARN: 'arn:aws:events:us-east-1:123456789012:rule/shop/locked',
    TARGET_ARN: expect.stringMatching(/^arn:aws:sqs:.*Locked/),
    ERROR_CODE: 'NO_PERMISSIONS',
    ERROR_MESSAGE: expect.stringContaining('sqs:sendmessage'),
    RETRY_ATTEMPTS: '0',
  });
});

it('events go on to another bus under a role, and are transformed there', async () => {
  await shop.putEvents(entry({ Source: 'shop.archive', Detail: '{"id":"A"}' }));
  expect((await shop.receive(names.queue)).body).toEqual({ archived: 'A' });
});

it('PutEvents fails entry by entry', async () => {
  const result = await shop.putEvents(
    entry({ Source: 'nobody.listens' }),
    entry({ Detail: 'text' }),
    entry({ Source: undefined }),
    entry({ Source: 'aws.ec2' }),
    entry({ EventBusName: 'nowhere' }),
  );
  expect(result.FailedEntryCount).toBe(3);
  expect(result.Entries?.map(({ ErrorCode, EventId }) => ErrorCode ?? typeof EventId)).toEqual([
    'string',
    'MalformedDetail',
    'InvalidArgument',
    'NotAuthorizedForSource',
    'string',
  ]);
});

it.each([
  ['no entries', () => [], 'greater than or equal to 1'],
  ['eleven entries', () => Array.from({ length: 11 }, () => entry({})), 'less than or equal to 10'],
  ['more than 1 MB', () => [entry({ Detail: JSON.stringify('x'.repeat(1024 * 1024)) })], 'over the limit'],
])('PutEvents refuses %s', async (_, entries, message) => {
  await expect(shop.putEvents(...entries())).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message),
  });
});

it('PutEvents asks the role', async () => {
  const credentials = shop.cloud.functions.find(({ name }) => name === 'echo')?.assumeRole();
  const client = new EventBridgeClient({ ...shop.cloud.administrator, ...(credentials && { credentials }) });
  await expect(client.send(new PutEventsCommand({ Entries: [entry({})] }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringMatching(
      /not authorized to perform: events:PutEvents on resource: .*:event-bus\/shop/,
    ),
  });
});

it('a schedule fires on demand, and its function runs', async () => {
  await shop.cloud.runSchedule('nightly');
  const finished = await shop.find('lambda.invocation-finished');
  expect(finished).toMatchObject({ function: 'echo' });
  expect(finished).not.toHaveProperty('errorType');
  expect(await shop.find('events.delivered')).toMatchObject({ rule: 'nightly' });
  await expect(shop.cloud.runSchedule('weekly')).rejects.toMatchObject({ code: 'events.unknown-schedule' });
});

it('what has expired is swept', async () => {
  await shop.put(order('old', { expiresAt: Math.floor(Date.now() / 1_000) - 10 }));
  await shop.receive(names.queue);
  expect(await shop.cloud.sweepExpired()).toBe(1);
});

it.each([
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
  'events:PutEvents',
])('a pipe whose role lacks %s says so and moves nothing', async (without) => {
  const locked = await startShop({ without });
  try {
    await locked.put(order('1'));
    const { errorMessage } = await locked.find('pipes.retried');
    expect(errorMessage).toContain(`is not authorized to perform: ${without}`);
    expect(locked.events.some(({ type }) => type === 'pipes.delivered')).toBe(false);
  } finally {
    await locked.cloud.close();
  }
});

it('a dead letter that the pipe’s role may not send is told', async () => {
  const locked = await startShop({ without: 'sqs:SendMessage' });
  try {
    await locked.put(order('poison', { source: 'aws.reserved' }));
    expect(await locked.find('pipes.failed')).toMatchObject({ deadLetter: 'refused' });
  } finally {
    await locked.cloud.close();
  }
});
