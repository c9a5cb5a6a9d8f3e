import { afterEach, expect, it } from 'vitest';
import type { CloudEvent } from '../../../src/events.ts';
import type { StreamRecord } from '../../../src/services/dynamodb-streams/stream-record.ts';
import { parsePipe } from '../../../src/services/pipes/pipe.ts';
import { type PipeRunnerDependencies, runPipe } from '../../../src/services/pipes/pipe-runner.ts';
import { createManualClock } from '../../manual-clock.ts';
import { resource } from '../../resource.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

interface Options {
  readonly parameters?: object;
  readonly filter?: object;
  /** Records that the target refuses, and how often. */
  readonly refusals?: Record<string, number>;
  readonly planDelivery?: () => readonly number[];
  readonly before?: readonly string[];
}

/** A pipe over a stream that is written by hand; `batches` lists what the target was given. */
function run({ parameters = {}, filter, refusals = {}, planDelivery = () => [0], before = [] }: Options) {
  const clock = createManualClock();
  const stream = createStream(clock.now);
  for (const id of before) stream.write(id);
  const pipe = parsePipe(
    resource('Pipe', 'AWS::Pipes::Pipe', {
      Name: 'pipe',
      RoleArn: 'arn:aws:iam::123456789012:role/pipe',
      Source: 'arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/x',
      SourceParameters: {
        DynamoDBStreamParameters: { StartingPosition: 'TRIM_HORIZON', ...parameters },
        ...(filter && { FilterCriteria: { Filters: [{ Pattern: JSON.stringify(filter) }] } }),
      },
      Target: 'arn:aws:sqs:eu-west-1:123456789012:queue',
      TargetParameters: { InputTemplate: '<$.dynamodb.Keys.id.S>' },
    }),
    [],
  );
  const events: CloudEvent[] = [];
  const batches: string[][] = [];
  const letters: string[] = [];
  const left = new Map(Object.entries(refusals));
  const end = runPipe(pipe, {
    stream,
    target: async (records) => {
      batches.push(records.map(({ input }) => input));
      return records.flatMap((record) => {
        const count = left.get(record.input) ?? 0;
        left.set(record.input, count - 1);
        return count > 0 ? [{ ...record, message: 'refused' }] : [];
      });
    },
    findSourceDenial: () => undefined,
    sendDeadLetter: async ({ eventID }, condition) => {
      letters.push(`${eventID} ${condition}`);
      return { deadLetter: 'sent' };
    },
    clock,
    random: () => 0,
    emit: (event) => events.push(event),
    faults: { planDelivery },
  });
  ends.push(end);
  return { clock, stream, batches, letters, events, end };
}

function createStream(now: () => number): PipeRunnerDependencies['stream'] & { write(id: string): void } {
  const records: StreamRecord[] = [];
  const readers = new Set<() => void>();
  return {
    get end() {
      return records.length;
    },
    read: (from, limit) => ({
      records: records.slice(from, from + limit),
      next: Math.min(from + limit, records.length),
    }),
    subscribe(reader) {
      readers.add(reader);
      return () => void readers.delete(reader);
    },
    write(id) {
      const dynamodb = { Keys: { id: { S: id } }, ApproximateCreationDateTime: Math.floor(now() / 1_000) };
      records.push({ eventID: id, eventName: 'INSERT', dynamodb } as unknown as StreamRecord);
      for (const reader of readers) reader();
    },
  };
}

it('takes what is there, and then what comes', async () => {
  const { clock, stream, batches } = run({ before: ['a', 'b'] });
  await clock.advance(0);
  stream.write('c');
  await clock.advance(0);
  expect(batches).toEqual([['a', 'b'], ['c']]);
});

it('starts with what comes when it starts at LATEST', async () => {
  const { clock, stream, batches } = run({ before: ['a'], parameters: { StartingPosition: 'LATEST' } });
  stream.write('b');
  await clock.advance(0);
  expect(batches).toEqual([['b']]);
});

it('hands over no more than a batch, and only what the filter selects', async () => {
  const filter = { dynamodb: { Keys: { id: { S: [{ 'anything-but': ['c'] }] } } } };
  const { clock, batches } = run({ before: ['a', 'b', 'c', 'd', 'e'], parameters: { BatchSize: 2 }, filter });
  await clock.advance(0);
  expect(batches).toEqual([['a', 'b'], ['d'], ['e']]);
});

it('waits for the window unless the batch is full', async () => {
  const { clock, stream, batches } = run({ parameters: { BatchSize: 2, MaximumBatchingWindowInSeconds: 5 } });
  stream.write('a');
  await clock.advance(4_999);
  expect(batches).toEqual([]);
  stream.write('b');
  await clock.advance(1);
  expect(batches).toEqual([['a', 'b']]);
});

it('tries again what was refused, before what follows', async () => {
  const { clock, stream, batches, events } = run({ before: ['a', 'b'], refusals: { b: 2 } });
  await clock.advance(0);
  stream.write('c');
  await clock.advance(99);
  expect(batches).toEqual([['a', 'b']]);
  await clock.advance(1_000);
  expect(batches).toEqual([['a', 'b'], ['b'], ['b'], ['c']]);
  expect(events.map(({ type }) => type)).toEqual([
    'pipes.delivered',
    'pipes.retried',
    'pipes.retried',
    'pipes.delivered',
    'pipes.delivered',
  ]);
});

it('gives up after its attempts, and goes on', async () => {
  const { clock, batches, letters, events } = run({
    before: ['a', 'b'],
    parameters: { BatchSize: 1, MaximumRetryAttempts: 2 },
    refusals: { a: 99 },
  });
  await clock.advance(1_000);
  expect(batches).toEqual([['a'], ['a'], ['a'], ['b']]);
  expect(letters).toEqual(['a RetryAttemptsExhausted']);
  expect(events).toContainEqual({
    type: 'pipes.failed',
    pipe: 'pipe',
    records: 1,
    condition: 'RetryAttemptsExhausted',
    errorMessage: 'refused',
    deadLetter: 'sent',
  });
});

it('gives up what is too old', async () => {
  const { clock, letters } = run({
    before: ['a'],
    parameters: { MaximumRecordAgeInSeconds: 60 },
    refusals: { a: 99 },
  });
  await clock.advance(59_000);
  expect(letters).toEqual([]);
  await clock.advance(5_000);
  expect(letters).toEqual(['a RecordAgeExceeded']);
});

it('delivers twice and late when faults want it', async () => {
  const { clock, batches } = run({ before: ['a'], planDelivery: () => [0, 500] });
  await clock.advance(499);
  expect(batches).toEqual([['a']]);
  await clock.advance(1);
  expect(batches).toEqual([['a'], ['a']]);
});

it('stops with the cloud', async () => {
  const { clock, stream, batches, end } = run({ before: ['a'], refusals: { a: 99 } });
  await clock.advance(0);
  end();
  stream.write('b');
  await clock.advance(10_000);
  expect(batches).toEqual([['a']]);
});

it.each<[object, string]>([
  [{ Source: 'arn:aws:sqs:eu-west-1:1:q' }, 'the source arn:aws:sqs:eu-west-1:1:q is not emulated.'],
  [
    { Target: 'arn:aws:lambda:eu-west-1:1:function:f' },
    'the target arn:aws:lambda:eu-west-1:1:function:f is not emulated.',
  ],
  [
    { TargetParameters: { InputTemplate: '<$.a[?]>' } },
    'InputTemplate has the placeholder <$.a[?]>, which does not exist.',
  ],
  [{ TargetParameters: { HttpParameters: {} } }, 'TargetParameters.HttpParameters is not emulated.'],
  [
    {
      SourceParameters: {
        DynamoDBStreamParameters: {},
        FilterCriteria: { Filters: [{ Pattern: '{"a":[{"wildcard":"x*"}]}' }] },
      },
    },
    'Filter pattern is not valid: $.a[0] uses wildcard, which filters of Pipes do not have.',
  ],
  [{ SourceParameters: {} }, 'SourceParameters.DynamoDBStreamParameters is missing.'],
])('refuses %j', (properties, message) => {
  const problems: { message: string }[] = [];
  parsePipe(
    resource('Pipe', 'AWS::Pipes::Pipe', {
      RoleArn: 'arn:aws:iam::123456789012:role/pipe',
      Source: 'arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/x',
      SourceParameters: { DynamoDBStreamParameters: { StartingPosition: 'LATEST' } },
      Target: 'arn:aws:events:eu-west-1:123456789012:event-bus/own',
      ...properties,
    }),
    problems as never,
  );
  expect(problems.map((problem) => problem.message)).toEqual([message]);
});
