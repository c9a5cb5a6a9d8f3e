import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Target = { readonly TableName: string; readonly IndexName?: string };

type Responses = {
  /** DynamoDB's answer, in plain values; `isFirst`: no such call was noted before. */
  readonly database: (operation: string, call: Target & { isFirst: boolean }) => object;
  /** Answers for other services' APIs, public or private. */
  readonly api: (url: string, body: Record<string, unknown>) => { status: number; body: object };
};

/**
 * Stands in for DynamoDB and other services' APIs, and notes each call as the IAM action and resource that AWS would ask the
 * role for, one per write of a transaction. Calls that are not signed need no permission.
 */
export async function startRecordingServer(respond: Responses) {
  const calls = new Set<string>();

  const askDatabase = (operation: string, body: Target & { TransactItems: Record<string, Target>[] }) => {
    const names = targetsOf(operation, body).map(([action, target]) => nameCall(action, target));
    const isFirst = !names.some((name) => calls.has(name));
    for (const name of names) calls.add(name);
    return marshal(respond.database(operation, { ...body, isFirst }));
  };

  const askApi = (request: IncomingMessage, body: Record<string, unknown>) => {
    const { method, url = '', headers } = request;
    const isSigned = /^AWS4-HMAC-SHA256 .*\/execute-api\//.test(headers.authorization ?? '');
    if (isSigned) calls.add(`execute-api:Invoke ${method} ${url.replace(/\/me\//, '/{customerId}/')}`);
    return respond.api(url, body);
  };

  const server = createServer(async (request, response) => {
    const [, operation] = String(request.headers['x-amz-target'] ?? '').split('.');
    const body = JSON.parse((await text(request)) || '{}');
    const answer = operation ? { status: 200, body: askDatabase(operation, body) } : askApi(request, body);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer.body));
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

function targetsOf(
  operation: string,
  body: Target & { TransactItems: Record<string, Target>[] },
): [string, Target][] {
  if (operation !== 'TransactWriteItems') return [[operation, body]];
  return body.TransactItems.flatMap((item) =>
    Object.entries(item).map(([kind, target]): [string, Target] => [writeActions[kind] ?? kind, target]),
  );
}

const nameCall = (action: string, { TableName, IndexName }: Target) =>
  `dynamodb:${action} ${TableName}${IndexName ? `/${IndexName}` : ''}`;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
const writeActions: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** `Item` and `Items` as DynamoDB writes them. */
function marshal({ Item, Items }: { Item?: object; Items?: object[] }) {
  return { ...(Item && { Item: toAttributes(Item) }), ...(Items && { Items: Items.map(toAttributes) }) };
}

const toAttributes = (item: object): object =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toAttribute(value)]));

function toAttribute(value: unknown): object {
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  if (typeof value === 'object' && value !== null) return { M: toAttributes(value) };
  return typeof value === 'number' ? { N: `${value}` } : { S: value };
}
