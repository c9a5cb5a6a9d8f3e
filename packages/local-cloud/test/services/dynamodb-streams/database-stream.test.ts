import { expect, it } from 'vitest';
import type { Database } from '../../../src/services/dynamodb/database.ts';
import { createDatabaseStream } from '../../../src/services/dynamodb-streams/database-stream.ts';

/** A database with so many records; it fails where it is told to. */
function createFake(count: number, failsAtCall: number) {
  let calls = 0;
  const answers: Record<string, (input: Record<string, unknown>) => object> = {
    DescribeTable: () => ({ Table: { LatestStreamArn: 'arn' } }),
    DescribeStream: () => ({ StreamDescription: { Shards: [{ ShardId: 'shard' }] } }),
    GetShardIterator: ({ SequenceNumber = '0' }) => ({ ShardIterator: SequenceNumber }),
    GetRecords({ ShardIterator, Limit }) {
      if (++calls === failsAtCall) throw new Error('crashed');
      const from = Number(ShardIterator);
      const size = Math.min(Number(Limit), count - from);
      const Records = Array.from({ length: size }, (_, index) => ({
        dynamodb: { SequenceNumber: String(from + index + 1), SizeBytes: 1 },
      }));
      return { Records, NextShardIterator: String(from + size) };
    },
  };
  const database: Database = {
    async forward(operation, body) {
      const answer = answers[operation]?.(JSON.parse(body.toString()));
      return { status: 200, body: Buffer.from(JSON.stringify(answer)) };
    },
    async close() {},
  };
  return { stream: createDatabaseStream('table', () => database), calls: () => calls };
}

const numbers = (records: readonly { dynamodb: { SequenceNumber: string } }[]) =>
  records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

it('reads page after page, and then only what is new', async () => {
  const { stream, calls } = createFake(2_500, 0);
  expect(numbers(await stream.readNew())).toEqual(upTo(2_500));
  expect(await stream.readNew()).toEqual([]);
  expect(calls()).toBe(4);
});

it.each([1, 2, 3])('loses and repeats nothing when call %i fails', async (failsAtCall) => {
  const { stream } = createFake(2_500, failsAtCall);
  await expect(stream.readNew()).rejects.toThrow('crashed');
  expect(numbers(await stream.readNew())).toEqual(upTo(2_500));
});
