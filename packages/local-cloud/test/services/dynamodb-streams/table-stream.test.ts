import { afterEach, expect, it, vi } from 'vitest';
import type { Table } from '../../../src/services/dynamodb/table.ts';
import type { DatabaseRecord } from '../../../src/services/dynamodb-streams/stream-record.ts';
import { createTableStream } from '../../../src/services/dynamodb-streams/table-stream.ts';

const streamArn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/x';

afterEach(() => vi.useRealTimers());

it('takes in a bulk load in one go, and keeps the newest of it', async () => {
  const loaded = Array.from(
    { length: 200_000 },
    (_, index) =>
      ({
        eventName: 'INSERT',
        dynamodb: { Keys: {}, SequenceNumber: `${index}` },
      }) as unknown as DatabaseRecord,
  );
  const onFailure = vi.fn();
  const source = { readNew: async () => loaded };
  const table = { name: 't', streamArn } as Table & { streamArn: string };
  const deps = { source, region: 'eu-west-1', onBehind() {}, onCaughtUp() {}, onFailure };
  const stream = createTableStream(table, deps);
  await stream.wake();
  expect(onFailure).not.toHaveBeenCalled();
  expect(stream.end).toBe(200_000);
  expect(stream.read(0, 1)).toMatchObject({ next: 100_001 });
  stream.close();
});

it('has caught up when it has read what was written last, also after a failure', async () => {
  vi.useFakeTimers();
  const told: string[] = [];
  let isUp = true;
  const stream = createTableStream({ name: 't', streamArn } as Table & { streamArn: string }, {
    source: { readNew: () => (isUp ? Promise.resolve([]) : Promise.reject(new Error('down'))) },
    region: 'eu-west-1',
    onBehind: () => told.push('behind'),
    onCaughtUp: () => told.push('caught up'),
    onFailure: ({ message }) => told.push(message),
  });
  await Promise.all([stream.wake(), stream.wake()]);
  expect(told.splice(0)).toEqual(['behind', 'behind', 'caught up']);
  isUp = false;
  await stream.wake();
  expect(told.splice(0)).toEqual(['behind', 'down']);
  isUp = true;
  await vi.runAllTimersAsync();
  expect(told).toEqual(['behind', 'caught up']);
  stream.close();
});
