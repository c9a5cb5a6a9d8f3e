import type { AwsCall, AwsServiceHandler, WireAnswer } from '../../aws-endpoint/handler.ts';
import type { JsonObject } from '../../aws-endpoint/json.ts';
import { parseJsonInput, parseTarget } from '../../aws-endpoint/json-protocol.ts';
import type { EmitEvent } from '../../events.ts';
import { findDenial } from '../../iam/authorize.ts';
import type { AuthorizationRequest } from '../../iam/context.ts';
import type { Caller } from '../../iam/signature.ts';
import { createTableContext } from './condition-keys.ts';
import type { Database } from './database.ts';
import { forward, type Target } from './forward.ts';
import { listTableUses, type TableUse } from './operations.ts';
import { type Table, toTableArn } from './table.ts';
import { formatError } from './wire.ts';

export interface GatewayDependencies {
  readonly database: () => Database;
  /** The tables of the stacks by ARN. */
  readonly tables: ReadonlyMap<string, Table>;
  readonly emit: EmitEvent;
  readonly now: () => number;
  /** Told of the tables that a call has written to, before its answer goes on. */
  readonly onWritten: (tables: readonly Table[]) => void;
}

/** What functions take for DynamoDB. README.md tells what happens to a request. */
export function createGateway(deps: GatewayDependencies): AwsServiceHandler {
  return {
    signingName: 'dynamodb',
    targetPrefix: 'DynamoDB_20120810',
    answer: (call) => answerCall(call, deps),
    refuse({ code, message }, { headers }) {
      const operation = parseTarget(headers)?.operation ?? '';
      deps.emit({ type: 'dynamodb.request', principal: 'unknown', operation, outcome: 'refused' });
      return formatError(code, message);
    },
    fail: ({ message }) => formatError('InternalServerError', message),
  };
}

async function answerCall({ caller, request }: AwsCall, deps: GatewayDependencies): Promise<WireAnswer> {
  const { headers, body } = request;
  const operation = parseTarget(headers)?.operation;
  const input = parseJsonInput(body);
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
  if (answer.status === 200) deps.onWritten(listWrittenTables(targets));
  return answer;
}

function listWrittenTables(targets: readonly Target[]): Table[] {
  return targets.flatMap(({ use, table }) => (table && writes.has(use.action) ? [table] : []));
}

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);

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

function formatNotFound(operation: string, table: string): string {
  const notFound = 'Requested resource not found';
  return operation.startsWith('Describe') ? `${notFound}: Table: ${table} not found` : notFound;
}
