import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableDescription } from '../../src/tables.ts';

const require = createRequire(import.meta.url);

/** The database's executable, where npm has one for this platform. */
export function findDatabase(): string | undefined {
  try {
    return require.resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    return undefined;
  }
}

/** A database in memory, in a process of its own on a port of its own. */
export async function startDatabase(binary: string) {
  const { child, port } = await spawnDatabase(binary);
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  let tables = 0;
  return {
    documents: DynamoDBDocumentClient.from(client),
    async createTable(description: TableDescription): Promise<string> {
      const TableName = `table-${++tables}`;
      await client.send(new CreateTableCommand({ TableName, ...toSchema(description) }));
      return TableName;
    },
    async close() {
      client.destroy();
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** It needs a port named beforehand; where somebody else takes that in between, another is tried. */
async function spawnDatabase(binary: string, tries = 5): Promise<{ child: ChildProcess; port: number }> {
  const port = await findFreePort();
  const child = spawn(binary, ['serve', '--port', `${port}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    await waitUntilListening(child);
    return { child, port };
  } catch (error) {
    if (tries === 1) throw error;
    return spawnDatabase(binary, tries - 1);
  }
}

function toSchema({ partitionKey, sortKey, indexes }: TableDescription) {
  const attributes = [
    partitionKey,
    sortKey,
    ...indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
  ];
  const keySchema = (partition: string, sort: string | undefined) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    ...(sort ? [{ AttributeName: sort, KeyType: 'RANGE' as const }] : []),
  ];
  return {
    BillingMode: 'PAY_PER_REQUEST' as const,
    KeySchema: keySchema(partitionKey, sortKey),
    AttributeDefinitions: [...new Set(attributes)].flatMap((AttributeName) =>
      AttributeName ? [{ AttributeName, AttributeType: 'S' as const }] : [],
    ),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: 'ALL' as const },
      })),
    }),
  };
}

async function waitUntilListening(child: ChildProcess): Promise<void> {
  if (!child.stderr) throw new Error('The database must have a pipe as stderr.');
  for await (const line of createInterface(child.stderr)) {
    if (line.includes('listening on')) return;
  }
  throw new Error(`The embedded database ended with code ${child.exitCode} before it listened.`);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
