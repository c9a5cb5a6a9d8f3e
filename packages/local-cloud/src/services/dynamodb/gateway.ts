import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmitEvent } from '../../events.ts';
import { findDenial } from '../../iam/authorize.ts';
import type { AuthorizationRequest } from '../../iam/context.ts';
import type { Caller, SignatureVerifier } from '../../iam/signature.ts';
import { createTableContext } from './condition-keys.ts';
import { type Database, readBody } from './database.ts';
import { forward, type Target } from './forward.ts';
import { type JsonObject, toObject } from './json.ts';
import { listTableUses, type TableUse } from './operations.ts';
import { type Table, toTableArn } from './table.ts';
import { formatError, parseOperation, type WireAnswer } from './wire.ts';

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
  const { operation, uses, input, body } = call;
  const { principal, region } = call.caller;
  const targets = uses.map((use) => findTarget(use, { account: principal.account, region }, deps.tables));
  const requests = targets.map(toAuthorizationRequest);
  const denial = findDenial({ principal, region, nowMs: deps.now(), requests });
  const outcome = denial ? 'denied' : 'allowed';
  deps.emit({ type: 'dynamodb.request', principal: principal.name, operation, outcome });
  if (denial) return formatError('AccessDeniedException', denial.message);
  const missing = uses.find((use, index) => use.table !== undefined && !targets[index]?.table)?.table;
  if (missing !== undefined) {
    return formatError('ResourceNotFoundException', formatNotFound(operation, missing));
  }
  const answer = await forward({ operation, input, body, targets }, deps.database());
  deps.emit({ type: 'dynamodb.answered', principal: principal.name, operation, status: answer.status });
  return answer;
}

function findTarget(
  use: TableUse,
  location: { account: string; region: string },
  tables: GatewayDependencies['tables'],
): Target {
  const arn = use.table === undefined ? '*' : toTableArn(use.table, location);
  return { use, arn, table: tables.get(arn) };
}

function toAuthorizationRequest({ use, arn, table }: Target): AuthorizationRequest {
  return {
    action: `dynamodb:${use.action}`,
    resource: use.index === undefined ? arn : `${arn}/index/${use.index}`,
    context: createTableContext(use, table),
  };
}

function parseInput(body: Buffer): JsonObject | undefined {
  try {
    return toObject(JSON.parse(body.toString()));
  } catch {
    return undefined;
  }
}

function formatNotFound(operation: string, table: string): string {
  const notFound = 'Requested resource not found';
  return operation.startsWith('Describe') ? `${notFound}: Table: ${table} not found` : notFound;
}
