import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createReaper } from '../../../src/processes/reaper.ts';
import { callDatabase, createDatabase } from '../../../src/services/dynamodb/database.ts';
import { startDynoxide } from '../../../src/services/dynamodb/dynoxide.ts';

const reaper = createReaper();
afterAll(() => reaper.close());

const identity = { accessKeyId: 'test', region: 'eu-west-1' };

it('starts two at once, which share nothing', async () => {
  const [first, second] = await Promise.all([startDynoxide({ reaper }), startDynoxide({ reaper })]);
  expect(first.endpoint).not.toBe(second.endpoint);
  const [one, other] = [createDatabase(first.endpoint, identity), createDatabase(second.endpoint, identity)];
  await callDatabase(one, 'CreateTable', {
    TableName: 'points',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  expect(await callDatabase(one, 'ListTables', {})).toEqual({ TableNames: ['points'] });
  expect(await callDatabase(other, 'ListTables', {})).toEqual({ TableNames: [] });
  one.close();
  other.close();
  await Promise.all([first.close(), second.close()]);
});

it('is gone after close', async () => {
  const { endpoint, close } = await startDynoxide({ reaper });
  await close();
  const listens = () => isListening(Number(new URL(endpoint).port));
  await expect.poll(listens).toBe(false);
});

it('takes another port when somebody else has taken the first', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const ports = [(taken.address() as AddressInfo).port, undefined];
  const racing = { ...reaper, spawn: spawnWithPort(ports) };
  await expect(startDynoxide({ reaper: racing })).resolves.toHaveProperty('endpoint');
  expect(ports).toEqual([]);
  taken.close();
});

it.each([
  ['there is no executable', '/nowhere/dynoxide', 'ENOENT'],
  ['it ends at once', '/bin/false', 'exit code 1'],
])('says what to do when %s', async (_, binary, reason) => {
  await expect(startDynoxide({ reaper, binary })).rejects.toMatchObject({
    code: 'dynamodb.not-started',
    message: expect.stringMatching(`${reason}.*--dynamodb-endpoint`),
  });
});

it('keeps a database file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'unlith-'));
  const { close } = await startDynoxide({ reaper, databasePath: join(directory, 'airline.db') });
  await close();
  await rm(directory, { recursive: true });
});

/** Replaces the port of the next attempts, as if it had been taken after it was found free. */
function spawnWithPort(ports: (number | undefined)[]): typeof reaper.spawn {
  return (command, args, options) => {
    const port = ports.shift();
    const replaced = args.map((arg, at) => (args[at - 1] === '--port' && port ? String(port) : arg));
    return reaper.spawn(command, replaced, options);
  };
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const answered = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return answered;
}
