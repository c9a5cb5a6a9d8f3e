import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Queue } from '../../../src/services/sqs/queue/queue.ts';
import { createTestClock } from './post-office.ts';

const signal = new AbortController().signal;

function openQueue(isFifo: boolean) {
  const clock = createTestClock();
  const settings = {
    arn: 'arn:aws:sqs:eu-west-1:123456789012:queue',
    isFifo,
    contentBasedDeduplication: false,
    deduplicatesByGroup: false,
    delayMs: 0,
    visibilityTimeoutMs: 30_000,
    retentionMs: 86_400_000,
    waitMs: 0,
    maxMessageBytes: 1_048_576,
    redrive: undefined,
  };
  const queue = new Queue(settings, {
    clock,
    findQueue: () => undefined,
    planDelivery: () => [0],
    onSent: () => {},
    onDeadLetter: () => {},
  });
  return { queue, clock };
}

/** What a consumer does with a message: it is done with it, dies, or gives it back at once. */
const fate = fc.constantFrom('done' as const, 'dies' as const, 'returns' as const);
const step = fc.oneof(
  fc.record({ kind: fc.constant('send' as const), group: fc.constantFrom('a', 'b', 'c') }),
  fc.record({
    kind: fc.constant('receive' as const),
    max: fc.integer({ min: 1, max: 10 }),
    visibilitySeconds: fc.integer({ min: 1, max: 40 }),
    fates: fc.array(fate, { minLength: 10, maxLength: 10 }),
  }),
  fc.record({ kind: fc.constant('time' as const), seconds: fc.integer({ min: 1, max: 60 }) }),
);
const scenario = fc.array(step, { maxLength: 60 });
type Steps = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

interface Run {
  /** Message bodies by group, in the order of sending. */
  readonly sent: Map<string, string[]>;
  /** Bodies that were deleted, in that order. */
  readonly done: string[];
  /** Bodies in the order of each receipt. */
  readonly received: string[];
}

/** Plays a scenario, and then empties the queue with a consumer that never fails. */
async function play(isFifo: boolean, steps: Steps) {
  const { queue, clock } = openQueue(isFifo);
  const run: Run = { sent: new Map(), done: [], received: [] };
  const consume = async (max: number, visibilitySeconds: number, fates: readonly string[]) => {
    const options = { max, visibilityTimeoutMs: visibilitySeconds * 1_000, waitMs: 0, signal };
    const received = await queue.receive(options);
    run.received.push(...received.map(({ message }) => message.body));
    for (const [index, { message, receiptHandle }] of received.entries()) {
      if (fates[index] === 'returns') queue.changeVisibility(receiptHandle, 0);
      // In a FIFO queue a consumer stops at its first failure.
      if (fates[index] !== 'done' && isFifo) break;
      if (fates[index] !== 'done') continue;
      queue.delete(receiptHandle);
      run.done.push(message.body);
    }
    return received.length;
  };
  for (const one of steps) {
    if (one.kind === 'time') clock.advance(one.seconds);
    else if (one.kind === 'receive') await consume(one.max, one.visibilitySeconds, one.fates);
    else {
      const bodies = run.sent.get(one.group) ?? [];
      const body = `${one.group}${bodies.length}`;
      run.sent.set(one.group, [...bodies, body]);
      const message = { attributes: {}, traceHeader: undefined, senderId: 'me', deduplicationId: body };
      queue.send({ ...message, body, groupId: one.group }, 0);
    }
  }
  clock.advance(60);
  while ((await consume(10, 30, Array(10).fill('done'))) > 0);
  return { ...run, left: queue.count(), timers: clock.timers };
}

describe.each([
  ['standard', false],
  ['FIFO', true],
])('a %s queue', (_, isFifo) => {
  it('delivers every message at least once, and loses and invents none', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (steps) => {
        const { sent, done, left, timers } = await play(isFifo, steps);
        expect([...done].sort()).toEqual([...sent.values()].flat().sort());
        expect(left).toEqual({ delayed: 0, visible: 0, 'in-flight': 0, gone: 0 });
        expect(timers).toBe(0);
      }),
    );
  });
});

it('a FIFO queue lets no message overtake another of its group', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async (steps) => {
      const { sent, done } = await play(true, steps);
      for (const [group, bodies] of sent) {
        expect(done.filter((body) => body.startsWith(group))).toEqual(bodies);
      }
    }),
  );
});
