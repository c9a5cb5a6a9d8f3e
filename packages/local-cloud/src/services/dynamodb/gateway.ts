import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmitEvent } from '../../events.ts';
import { findDenial } from '../../iam/authorize.ts';
import type { AuthorizationRequest } from '../../iam/context.ts';
import type { Caller, SignatureVerifier } from '../../iam/signature.ts';
import { createTableContext } from './condition-keys.ts';
import { type Database, readBody } from './database.ts';
import { type JsonObject, toObject } from './json.ts';
import { listTableUses, type TableUse } from './operations.ts';
import { type Table, toTableArn } from './table.ts';
import { createTableNaming, localizeDescription } from './table-names.ts';
import { createAnswer, formatError, parseOperation, type WireAnswer } from './wire.ts';

/** The address that functions take for DynamoDB. README.md tells what happens to a request. */
export interface Gateway {
  readonly endpoint: string;
  close(): Promise<void>;
}

export interface GatewayDependencies {
  readonly verify: SignatureVerifier;
  readonly database: () => Database;
  /** The tables of the stacks by ARN. */
  readonly tables: ReadonlyMap<string, Table>;
  readonly emit: EmitEvent;
  readonly now: () => number;
}

export async function startGateway(deps: GatewayDependencies): Promise<Gateway> {
  const server = createServer((request, response) => {
    answerRequest(request, deps)
      .catch((error: Error) => formatError('InternalServerError', error.message))
      .then((answer) => write(answer, response));
  });
  // Clients keep connections, too; one that ends under a request would look like a fault of DynamoDB.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function write({ status, headers, body }: WireAnswer, response: ServerResponse): void {
  // A caller that has gone, e.g. a function killed meanwhile, needs no answer.
  response.on('error', () => {});
  response.writeHead(status, headers).end(body);
}

async function answerRequest(incoming: IncomingMessage, deps: GatewayDependencies): Promise<WireAnswer> {
  const { method = '', url = '/', headers } = incoming;
  const body = await readBody(incoming);
  const operation = parseOperation(headers);
  const caller = await deps.verify({ method, url, headers, body });
  if ('code' in caller) {
    deps.emit({
      type: 'dynamodb.request',
      principal: 'unknown',
      operation: operation ?? '',
      outcome: 'refused',
    });
    return formatError(caller.code, caller.message);
  }
  const input = parseInput(body);
  if (!input) return formatError('SerializationException', undefined);
  const uses = operation === undefined ? undefined : listTableUses(operation, input);
  if (operation === undefined || !uses) {
    const message = `The local cloud does not emulate the operation ${String(headers['x-amz-target'])}.`;
    return formatError('UnknownOperationException', message);
  }
  return carryOut({ caller, operation, input, uses, body }, deps);
}

interface SignedCall {
  readonly caller: Caller;
  readonly operation: string;
  readonly input: JsonObject;
  readonly uses: readonly TableUse[];
  readonly body: Buffer;
}

async function carryOut(call: SignedCall, deps: GatewayDependencies): Promise<WireAnswer> {
  const { operation, uses } = call;
  const { principal, region } = call.caller;
  const location = { account: principal.account, region };
  const requests = uses.map((use) => toAuthorizationRequest(use, location, deps.tables));
  const denial = findDenial({ principal, region, nowMs: deps.now(), requests });
  const outcome = denial ? 'denied' : 'allowed';
  deps.emit({ type: 'dynamodb.request', principal: principal.name, operation, outcome });
  if (denial) return formatError('AccessDeniedException', denial.message);

  const names = new Map<string, string>();
  for (const { table: name } of uses) {
    if (name === undefined) continue;
    const table = deps.tables.get(toTableArn(name, location));
    if (!table) return formatError('ResourceNotFoundException', formatNotFound(operation, name));
    names.set(name, table.name);
  }
  const answer = await forward(call, names, deps);
  deps.emit({ type: 'dynamodb.answered', principal: principal.name, operation, status: answer.status });
  return answer;
}

function toAuthorizationRequest(
  use: TableUse,
  location: { account: string; region: string },
  tables: GatewayDependencies['tables'],
): AuthorizationRequest {
  const arn = use.table === undefined ? '*' : toTableArn(use.table, location);
  return {
    action: `dynamodb:${use.action}`,
    resource: use.index === undefined ? arn : `${arn}/index/${use.index}`,
    context: createTableContext(use, tables.get(arn)),
  };
}

/** Bytes pass unchanged unless the request calls a table by ARN or describes one. */
async function forward(
  { operation, input, body, uses, caller }: SignedCall,
  names: ReadonlyMap<string, string>,
  deps: GatewayDependencies,
): Promise<WireAnswer> {
  const database = deps.database();
  if ([...names.keys()].some((name) => name.startsWith('arn:'))) {
    const naming = createTableNaming(names);
    const renamed = await database.forward(operation, toBuffer(naming.toDatabase(input)));
    const output = JSON.parse(renamed.body.toString()) as JsonObject;
    return createAnswer(renamed.status, toBuffer(naming.fromDatabase(output)));
  }
  const answer = await database.forward(operation, body);
  const [{ table = '' } = {}] = uses;
  const described =
    operation === 'DescribeTable' && answer.status === 200
      ? deps.tables.get(toTableArn(table, { account: caller.principal.account, region: caller.region }))
      : undefined;
  return createAnswer(answer.status, described ? localizeDescription(answer.body, described) : answer.body);
}

function parseInput(body: Buffer): JsonObject | undefined {
  try {
    return toObject(JSON.parse(body.toString()));
  } catch {
    return undefined;
  }
}

function toBuffer(value: JsonObject): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function formatNotFound(operation: string, table: string): string {
  const notFound = 'Requested resource not found';
  return operation.startsWith('Describe') ? `${notFound}: Table: ${table} not found` : notFound;
}
