import type { WireAnswer } from '../../aws-endpoint/handler.ts';
import type { JsonObject } from '../../aws-endpoint/json.ts';
import { orderAttributes } from './attribute-order.ts';
import type { Database } from './database.ts';
import type { TableUse } from './operations.ts';
import type { Table } from './table.ts';
import { localizeDescription, toDatabaseNames, toRequestedNames } from './table-names.ts';
import { createAnswer } from './wire.ts';

/** A use, and the table of the stacks that it means. */
export interface Target {
  readonly use: TableUse;
  /** `*` when the use is about no table. */
  readonly arn: string;
  readonly table: Table | undefined;
}

export interface AllowedCall {
  readonly operation: string;
  readonly input: JsonObject;
  readonly body: Buffer;
  readonly targets: readonly Target[];
}

/** Carries out a call. Its bytes go on unchanged, unless a table is called by its ARN. */
export async function forward(
  { operation, input, body: received, targets }: AllowedCall,
  database: Database,
): Promise<WireAnswer> {
  const names = new Map(
    targets.flatMap(({ use, arn, table }) => (table && use.table === arn ? [[arn, table.name]] : [])),
  );
  const sent = names.size === 0 ? received : toBuffer(toDatabaseNames(input, names));
  const { status, body } = await database.forward(operation, sent);
  const answered = status === 200 ? orderAttributes(body) : body;
  const [first] = targets;
  if (operation === 'DescribeTable' && status === 200 && first?.table) {
    return createAnswer(status, localizeDescription(answered, first.table));
  }
  if (names.size === 0) return createAnswer(status, answered);
  const output = JSON.parse(answered.toString()) as JsonObject;
  return createAnswer(status, toBuffer(toRequestedNames(output, names)));
}

function toBuffer(value: JsonObject): Buffer {
  return Buffer.from(JSON.stringify(value));
}
