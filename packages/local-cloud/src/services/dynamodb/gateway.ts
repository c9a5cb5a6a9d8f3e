import { setTimeout } from 'node:timers/promises';
import type { AwsCall, AwsServiceHandler, WireAnswer } from '../../aws-endpoint/handler.ts';
import type { JsonObject } from '../../aws-endpoint/json.ts';
import { parseJsonInput, parseTarget } from '../../aws-endpoint/json-protocol.ts';
import type { EmitEvent } from '../../events.ts';
import type { FaultPoints } from '../../faults/fault-points.ts';
import { authorize } from '../../iam/authorize.ts';
import type { AuthorizationRequest } from '../../iam/context.ts';
import type { Caller } from '../../iam/signature.ts';
import { createTableContext } from './condition-keys.ts';
import type { Database } from './database.ts';
import { type AllowedCall, forward, type Target } from './forward.ts';
import { listTableUses, type TableUse } from './operations.ts';
import { type Table, toTableArn } from './table.ts';
import { formatThrottled } from './throttling.ts';
import { formatError } from './wire.ts';

export interface GatewayDependencies {
  readonly database: () => Database;
  /** The tables of the stacks by ARN. */
  readonly tables: ReadonlyMap<string, Table>;
  readonly emit: EmitEvent;
  readonly faults: Pick<FaultPoints, 'findTableFault'>;
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
  const targets = uses.map((use) => findTarget(use, call.caller, deps.tables));
  const requests = targets.map(toAuthorizationRequest);
  const denial = authorize({ principal, region, nowMs: deps.now(), requests }, deps.emit);
  const outcome = denial ? 'denied' : 'allowed';
  deps.emit({ type: 'dynamodb.request', principal: principal.name, operation, outcome });
  if (denial) return formatError('AccessDeniedException', denial.message);
  const missing = uses.find((use, index) => use.table !== undefined && !targets[index]?.table)?.table;
  if (missing !== undefined) {
    return formatError('ResourceNotFoundException', formatNotFound(operation, missing));
  }
  const answer = await forwardUnderFaults({ operation, input, body, targets }, deps);
  deps.emit({ type: 'dynamodb.answered', principal: principal.name, operation, status: answer.status });
  return answer;
}

async function forwardUnderFaults(call: AllowedCall, deps: GatewayDependencies): Promise<WireAnswer> {
  const { operation, input, targets } = call;
  const tables = targets.flatMap(({ table }) => table ?? []);
  const names = tables.flatMap(({ constructPath, name }) => [constructPath, name]);
  const fault = deps.faults.findTableFault({ names, operation });
  if (fault?.kind === 'throttle') {
    return formatThrottled(
      operation,
      input,
      tables.every(({ isOnDemand }) => isOnDemand),
    );
  }
  if (fault?.kind === 'delay') await setTimeout(fault.delayMs);
  const database = deps.database();
  if (fault?.kind === 'crash') void database.crash?.();
  try {
    const answer = await forward(call, database);
    if (answer.status === 200) deps.onWritten(listWrittenTables(targets));
    return answer;
  } catch (error) {
    // It may have been carried out all the same.
    deps.onWritten(listWrittenTables(targets));
    throw error;
  }
}

function listWrittenTables(targets: readonly Target[]): Table[] {
  return targets.flatMap(({ use, table }) => (table && writes.has(use.action) ? [table] : []));
}

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);

function findTarget(
  use: TableUse,
  { principal, region }: Caller,
  tables: GatewayDependencies['tables'],
): Target {
  if (use.table === undefined) return { use, arn: '*', table: undefined };
  const arn = toTableArn(use.table, { account: principal.account, region });
  const table =
    tables.get(arn) ?? (principal.kind === 'administrator' ? findByName(use.table, tables) : undefined);
  return { use, arn: table?.arn ?? arn, table };
}

/** The administrator is at home in every account and region of the stacks. */
function findByName(name: string, tables: GatewayDependencies['tables']): Table | undefined {
  return [...tables.values()].find((table) => table.name === name);
}

/** No table has a policy of its own here, so that a foreign account's tables are out of reach. */
function toAuthorizationRequest({ use, arn, table }: Target): AuthorizationRequest {
  const [, , , , account] = arn.split(':');
  return {
    action: `dynamodb:${use.action}`,
    resource: use.index === undefined ? arn : `${arn}/index/${use.index}`,
    context: createTableContext(use, table),
    ...(account && { resourcePolicy: { account, statements: [] } }),
  };
}

function formatNotFound(operation: string, table: string): string {
  const notFound = 'Requested resource not found';
  return operation.startsWith('Describe') ? `${notFound}: Table: ${table} not found` : notFound;
}
