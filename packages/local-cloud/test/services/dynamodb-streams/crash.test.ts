import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noFaults } from '../../../src/faults/fault-points.ts';
import type { TableStream } from '../../../src/services/dynamodb-streams/table-stream.ts';
import { type Airline, startAirline } from '../dynamodb/airline.ts';

let airline: Airline;
let directory: string;
let puts = 0;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unlith-'));
  airline = await startAirline({
    databasePath: join(directory, 'airline.db'),
    faults: {
      ...noFaults,
      findTableFault: ({ operation }) =>
        operation === 'PutItem' && ++puts % 20 === 0 ? { kind: 'crash' } : undefined,
    },
  });
});
afterAll(async () => {
  await airline.close();
  await rm(directory, { recursive: true });
});

it('tells of every write once, though the database crashes and comes back on its file', async () => {
  const [table] = airline.dynamoDb.tables.filter(({ name }) => name === 'bookings');
  const stream = airline.dynamoDb.streams.findOf(table as NonNullable<typeof table>) as TableStream;
  const last = new Promise<void>((resolve) => {
    stream.subscribe(() => {
      if (listKeys(stream).at(-1) === '99') resolve();
    });
  });
  const write = async (sk: string) => {
    const put = new PutCommand({ TableName: 'bookings', Item: { pk: 'A', sk } });
    // What it crashed under may or may not be written: a client repeats it.
    while (!(await airline.administrator.send(put).catch(() => undefined)));
  };
  for (let index = 0; index < 100; index++) await write(String(index));
  await last;
  expect(listKeys(stream)).toEqual(Array.from({ length: 100 }, (_, index) => String(index)));
});

function listKeys(stream: TableStream): string[] {
  return stream.read(0, 1_000).records.map(({ dynamodb }) => (dynamodb.Keys.sk as { S: string }).S);
}
