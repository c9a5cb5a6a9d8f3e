import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Target = { readonly TableName: string; readonly IndexName?: string };

/**
 * Stands in for DynamoDB and the flights API: answers with the items given, and notes each call as the IAM action and
 * resource that AWS would ask the role for, one per write of a transaction.
 */
export async function startRecordingServer(respond: (operation: string) => unknown) {
  const calls = new Set<string>();
  const note = (operation: string, { TableName, IndexName }: Target) =>
    calls.add(`dynamodb:${operation} ${TableName}${IndexName ? `/${IndexName}` : ''}`);

  const server = createServer(async (request, response) => {
    const [, operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const body = JSON.parse((await text(request)) || '{}');
    if (operation === 'TransactWriteItems') {
      for (const item of body.TransactItems) {
        for (const [kind, write] of Object.entries(item)) note(writeActions[kind] ?? kind, write as Target);
      }
    } else if (operation) {
      note(operation, body);
    }
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify(respond(operation)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    takeCalls: () => {
      const taken = [...calls].sort();
      calls.clear();
      return taken;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
const writeActions: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};
