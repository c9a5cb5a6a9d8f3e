import { afterEach, describe, expect, it } from 'vitest';
import type { CloudEvent } from '../../../src/events.ts';
import { createPauses } from '../../../src/pauses.ts';
import { describeMapping } from '../../../src/services/event-source-mapping/mapping.ts';
import { Poller } from '../../../src/services/event-source-mapping/poller.ts';
import {
  type Invocation,
  type InvocationOutcome,
  InvocationRefused,
} from '../../../src/services/lambda/invocation.ts';
import { createSqsService } from '../../../src/services/sqs/service.ts';
import { resource, stack } from '../../resource.ts';
import { createTestClock, fifoQueue, queue, queueArn } from '../sqs/post-office.ts';

const closing: (() => Promise<void> | undefined)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Options {
  readonly isFifo?: boolean;
  readonly plans?: readonly number[][];
}

/** A mapping over a real queue; the function is the test itself. */
async function startMapping(properties: object = {}, { isFifo = false, plans = [] }: Options = {}) {
  const name = isFifo ? 'queue.fifo' : 'queue';
  const redrive = { RedrivePolicy: { deadLetterTargetArn: queueArn('dead'), maxReceiveCount: 2 } };
  const clock = createTestClock();
  const pauses = createPauses(clock);
  const events: CloudEvent[] = [];
  const emit = (event: CloudEvent) => void events.push(event);
  const sqs = createSqsService({ emit, endpoint: () => 'http://127.0.0.1', clock });
  await sqs.start?.(isFifo ? [fifoQueue(name)] : [queue(name, redrive), queue('dead')]);
  const administrator = {
    kind: 'administrator' as const,
    arn: `arn:aws:iam::${stack.account}:root`,
    name: 'administrator' as const,
    account: stack.account,
  };
  const caller = { principal: administrator, region: stack.region };
  const queueUrl = sqs.toUrl(queueArn(name));
  const invocations: { readonly bodies: string[]; answer(outcome: InvocationOutcome | Error): void }[] = [];
  const left = [...plans];
  const mapping = resource('Mapping', 'AWS::Lambda::EventSourceMapping', {
    EventSourceArn: queueArn(name),
    FunctionName: 'consumer',
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ...properties,
  });
  const poller = new Poller(
    describeMapping(mapping),
    { caller, queueUrl, functionArn: 'arn', names: { function: 'consumer', queue: name } },
    {
      call: sqs.call,
      clock,
      pauses,
      emit,
      planDelivery: () => left.shift() ?? [0],
      invoke: (_: string, { payload }: Invocation) =>
        new Promise<InvocationOutcome>((resolve, reject) => {
          const { Records } = JSON.parse(String(payload)) as { Records: { body: string }[] };
          invocations.push({
            bodies: Records.map(({ body }) => body),
            answer: (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)),
          });
        }),
    },
  );
  closing.push(() => poller.stop());
  const call = (operation: string, input: object = {}) =>
    sqs.call({ operation, input: { QueueUrl: queueUrl, ...input }, caller });
  return {
    clock,
    events,
    invocations,
    poller,
    call,
    async send(...bodies: string[]) {
      for (const body of bodies) {
        const fifo = { MessageGroupId: body[0] ?? '', MessageDeduplicationId: body };
        await call('SendMessage', { MessageBody: body, ...(isFifo && fifo) });
      }
    },
    count: () => sqs.findQueue(queueArn(name))?.queue.count(),
    /** Resolves when the function has been invoked so often, with the messages of each time. */
    async untilInvoked(times: number) {
      await expect.poll(() => invocations).toHaveLength(times);
      return invocations.map(({ bodies }) => bodies);
    },
  };
}

const success = { payload: Buffer.from('null') };
const failure = { error: { errorType: 'TypeError', errorMessage: 'told to' } };

describe('batches', () => {
  it('are what has arrived, up to the batch size', async () => {
    const { send, untilInvoked } = await startMapping({
      BatchSize: 3,
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    await send('a');
    expect(await untilInvoked(1)).toEqual([['a']]);
    await send('b');
    expect(await untilInvoked(2)).toEqual([['a'], ['b']]);
  });

  it('wait for one another as long as the function has its maximum of them', async () => {
    const { send, untilInvoked, invocations } = await startMapping({
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    await send('a');
    await untilInvoked(1);
    await send('b');
    await untilInvoked(2);
    await send('c', 'd');
    expect(invocations).toHaveLength(2);
    invocations[1]?.answer(success);
    expect((await untilInvoked(3))[2]).toEqual(['c', 'd']);
  });

  it('fill during the batching window', async () => {
    const { send, untilInvoked, clock, invocations, count } = await startMapping({
      BatchSize: 25,
      MaximumBatchingWindowInSeconds: 5,
    });
    await send('a');
    await expect.poll(() => clock.timers).toBeGreaterThan(0);
    clock.advance(3);
    await send('b');
    await expect.poll(() => count()?.['in-flight']).toBe(2);
    clock.advance(1.9);
    expect(invocations).toEqual([]);
    clock.advance(0.1);
    expect(await untilInvoked(1)).toEqual([['a', 'b']]);
  });

  it('do not wait once they are full', async () => {
    const { send, untilInvoked } = await startMapping({ BatchSize: 12, MaximumBatchingWindowInSeconds: 300 });
    const bodies = Array.from({ length: 12 }, (_, index) => `m${index}`);
    await send(...bodies);
    expect(await untilInvoked(1)).toEqual([bodies]);
  });

  it('of a FIFO queue leave a group alone while it is with the function', async () => {
    const { send, untilInvoked, invocations } = await startMapping({ BatchSize: 1 }, { isFifo: true });
    await send('a1', 'a2', 'b1');
    expect(await untilInvoked(2)).toEqual([['a1'], ['b1']]);
    invocations[0]?.answer(success);
    expect((await untilInvoked(3))[2]).toEqual(['a2']);
  });
});

describe('when the function is done', () => {
  it('its messages are deleted', async () => {
    const { send, untilInvoked, invocations, count } = await startMapping();
    await send('a');
    await untilInvoked(1);
    invocations[0]?.answer(success);
    await expect.poll(() => count()).toEqual({ visible: 0, 'in-flight': 0, delayed: 0, gone: 0 });
  });

  it('what it reports comes again, and then to the dead-letter queue', async () => {
    const { send, untilInvoked, invocations, clock, events, count } = await startMapping();
    await send('a');
    for (const times of [1, 2]) {
      await untilInvoked(times);
      const { messageId } = events.find(({ type }) => type === 'sqs.sent') as { messageId: string };
      const payload = Buffer.from(JSON.stringify({ batchItemFailures: [{ itemIdentifier: messageId }] }));
      invocations[times - 1]?.answer({ payload });
      await expect.poll(() => events.filter(({ type }) => type === 'mapping.delivered')).toHaveLength(times);
      clock.advance(30);
    }
    expect(count()).toMatchObject({ visible: 0, 'in-flight': 0 });
    expect(events).toContainEqual(expect.objectContaining({ type: 'sqs.dead-lettered', receiveCount: 2 }));
  });

  it.each([
    ['throws', failure, { errorType: 'TypeError', errorMessage: 'told to' }],
    [
      'is throttled',
      new InvocationRefused('throttled'),
      { errorType: 'Invocation.throttled', errorMessage: 'Invocation refused: throttled' },
    ],
    [
      'answers nonsense',
      { payload: Buffer.from('"ok"') },
      { errorType: 'MalformedBatchResponse', errorMessage: 'The answer is no object.' },
    ],
  ])('and %s, the whole batch comes again', async (_, outcome, error) => {
    const { send, untilInvoked, invocations, clock, events } = await startMapping();
    await send('a');
    await untilInvoked(1);
    invocations[0]?.answer(outcome);
    await expect.poll(() => events.at(-1)).toMatchObject({ type: 'mapping.batch-failed', ...error });
    clock.advance(30);
    expect((await untilInvoked(2))[1]).toEqual(['a']);
  });

  it('without partial responses, its answer does not matter', async () => {
    const { send, untilInvoked, invocations, count } = await startMapping({ FunctionResponseTypes: [] });
    await send('a');
    await untilInvoked(1);
    invocations[0]?.answer({ payload: Buffer.from('{"batchItemFailures":[{"itemIdentifier":"x"}]}') });
    await expect.poll(() => count()).toMatchObject({ 'in-flight': 0, visible: 0 });
  });
});

describe('a queue that is deleted', () => {
  it('ends an idle mapping with one event', async () => {
    const { call, events, poller, clock } = await startMapping();
    await call('DeleteQueue');
    await poller.stop();
    expect(events.at(-1)).toEqual({
      type: 'mapping.failed',
      function: 'consumer',
      queue: 'queue',
      operation: 'ReceiveMessage',
      errorType: 'QueueDoesNotExist',
      errorMessage: 'The specified queue does not exist.',
    });
    expect(clock.timers).toBe(0);
  });

  it('under load loses only the deletion', async () => {
    const { send, call, events, untilInvoked, invocations } = await startMapping();
    await send('a');
    await untilInvoked(1);
    await call('DeleteQueue');
    invocations[0]?.answer(success);
    const listFailed = () =>
      events.flatMap((event) => (event.type === 'mapping.failed' ? [event.operation] : []));
    await expect.poll(() => listFailed().sort()).toEqual(['DeleteMessageBatch', 'ReceiveMessage']);
  });
});

it('waits without a timer', async () => {
  const { clock, events } = await startMapping();
  await expect.poll(() => events.map(({ type }) => type)).toEqual(['mapping.started', 'sqs.request']);
  clock.advance(24 * 60 * 60);
  expect(clock.timers).toBe(0);
  expect(events.at(-1)).toMatchObject({ operation: 'ReceiveMessage', outcome: 'allowed' });
  expect(events).toHaveLength(2);
});

it('stops while the function is busy', async () => {
  const { send, untilInvoked, poller } = await startMapping({
    BatchSize: 1,
    ScalingConfig: { MaximumConcurrency: 2 },
  });
  await send('a', 'b', 'c');
  await untilInvoked(2);
  await poller.stop();
});

describe('a batch that is too long for one event', () => {
  /** Three events of four, four and one message, of which the function takes two at once. */
  const startLong = async () => {
    const started = await startMapping({
      BatchSize: 9,
      MaximumBatchingWindowInSeconds: 300,
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    // JSON escapes each character.
    await started.send(...Array(9).fill('"'.repeat(700_000)));
    await started.untilInvoked(2);
    return started;
  };

  it('keeps to the maximum as well', async () => {
    const { invocations, untilInvoked } = await startLong();
    await new Promise(setImmediate);
    expect(invocations.map(({ bodies }) => bodies.length)).toEqual([4, 4]);
    invocations[0]?.answer(success);
    await untilInvoked(3);
  });

  it('goes to no function once the mapping is stopped', async () => {
    const { invocations, poller, count } = await startLong();
    await poller.stop();
    for (const { answer } of invocations) answer(success);
    await expect.poll(() => [count()?.['in-flight'], invocations.length]).toEqual([1, 2]);
  });
});

it('doubles and delays what faults tell it to', async () => {
  const { send, untilInvoked, clock, invocations } = await startMapping({}, { plans: [[0, 1_000]] });
  await send('a');
  await untilInvoked(1).then(() => invocations[0]?.answer(success));
  await expect.poll(() => clock.timers).toBe(1);
  clock.advance(1);
  expect(await untilInvoked(2)).toEqual([['a'], ['a']]);
});
