import { expect, it } from 'vitest';
import type { Database } from '../../../src/services/dynamodb/database.ts';
import { openRestartingDatabase } from '../../../src/services/dynamodb/restarting-database.ts';

const body = Buffer.from('{}');
type Answer = Awaited<ReturnType<Database['forward']>>;

/** Databases one after the other; each request waits until the test answers it, or the database ends under it. */
async function openFake() {
  const pending: { operation: string; generation: number; answer(): void }[] = [];
  const closed: number[] = [];
  let generations = 0;
  const database = await openRestartingDatabase(async () => {
    const generation = ++generations;
    const failures: (() => void)[] = [];
    return {
      forward: (operation) =>
        new Promise<Answer>((resolve, reject) => {
          failures.push(() => reject(new Error('ended')));
          pending.push({
            operation,
            generation,
            answer: () => resolve({ status: 200, body: Buffer.from(`${generation}`) }),
          });
        }),
      async close() {
        closed.push(generation);
        for (const fail of failures) fail();
      },
    };
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { database, pending, closed, settle };
}

it('keeps requests that come while it is away until it is back', async () => {
  const { database, pending, settle } = await openFake();
  const back = database.crash();
  const answer = database.forward('PutItem', body);
  await back;
  await settle();
  expect(pending).toMatchObject([{ operation: 'PutItem', generation: 2 }]);
  pending[0]?.answer();
  expect((await answer).body.toString()).toBe('2');
});

it('fails a write that it ended under, and repeats a reading', async () => {
  const { database, pending, settle } = await openFake();
  const write = database.forward('PutItem', body);
  const read = database.forward('GetRecords', body);
  await settle();
  const failed = expect(write).rejects.toThrow('ended');
  await database.crash();
  await failed;
  await settle();
  expect(pending.slice(2)).toMatchObject([{ operation: 'GetRecords', generation: 2 }]);
  pending[2]?.answer();
  expect((await read).status).toBe(200);
});

it('lets a transaction end first', async () => {
  const { database, pending, closed, settle } = await openFake();
  const transaction = database.forward('TransactWriteItems', body);
  await settle();
  const back = database.crash();
  await settle();
  expect(closed).toEqual([]);
  pending[0]?.answer();
  expect((await transaction).body.toString()).toBe('1');
  await back;
  expect(closed).toEqual([1]);
});

it('crashes as often as it is told, one crash after the other', async () => {
  const { database, closed } = await openFake();
  await Promise.all([database.crash(), database.crash()]);
  await database.close();
  expect(closed).toEqual([1, 2, 3]);
});
