import { expect, it, vi } from 'vitest';
import type { Table } from '../../../src/services/dynamodb/table.ts';
import type { DatabaseRecord } from '../../../src/services/dynamodb-streams/stream-record.ts';
import { createTableStream } from '../../../src/services/dynamodb-streams/table-stream.ts';

const streamArn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/x';

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
  const stream = createTableStream(table, { source, region: 'eu-west-1', onFailure });
  await stream.wake();
  expect(onFailure).not.toHaveBeenCalled();
  expect(stream.end).toBe(200_000);
  expect(stream.read(0, 1)).toMatchObject({ next: 100_001 });
  stream.close();
});
