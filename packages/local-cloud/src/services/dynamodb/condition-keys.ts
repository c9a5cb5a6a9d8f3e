import { type JsonObject, toObject, toObjects } from '../../aws-endpoint/json.ts';
import type { Arity } from '../../iam/condition-keys.ts';
import type { RequestContext } from '../../iam/context.ts';
import { type AttributeAliases, findEqualTo, listAttributeNames } from './expression.ts';
import type { TableUse } from './operations.ts';
import type { Table } from './table.ts';

/**
 * DynamoDB's own condition keys, in lower case
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html). Not answered, and so
 * refused in policies: `FullTableScan` (PartiQL) and the keys about tags, imports and multi-attribute index keys.
 */
export const dynamoDbConditionKeys: ReadonlyMap<string, Arity> = new Map([
  ['dynamodb:leadingkeys', 'many'],
  ['dynamodb:attributes', 'many'],
  ['dynamodb:select', 'one'],
  ['dynamodb:returnvalues', 'one'],
  ['dynamodb:returnconsumedcapacity', 'one'],
  ['dynamodb:enclosingoperation', 'one'],
]);

/** Answers the keys for one use of a table. `Scan` has no leading key: `ForAllValues:` holds for it, as on AWS. */
export function createTableContext(use: TableUse, table: Table | undefined): RequestContext {
  const { ReturnValues = 'NONE', ReturnConsumedCapacity = 'NONE' } = use.parameters;
  return (key) => {
    switch (key) {
      case 'dynamodb:leadingkeys':
        return table && listLeadingKeys(use, table);
      case 'dynamodb:attributes':
        return listAttributes(use);
      case 'dynamodb:select':
        return selection(use);
      case 'dynamodb:returnvalues':
        return writesOne.has(use.action) ? [String(ReturnValues)] : undefined;
      case 'dynamodb:returnconsumedcapacity':
        return [String(ReturnConsumedCapacity)];
      case 'dynamodb:enclosingoperation':
        return use.enclosingOperation === undefined ? undefined : [use.enclosingOperation];
      default:
        return undefined;
    }
  };
}

const writesOne = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);
const reads = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);

/** Values of the partition key: of the items named, or the one that a query asks for, in the index that it names. */
function listLeadingKeys({ action, items, index = '', parameters }: TableUse, table: Table): string[] {
  const key = table.partitionKeys.get(action === 'Query' ? index : '');
  if (key === undefined) return [];
  const values = action === 'Query' ? [findQueriedValue(key, parameters)] : items.map((item) => item[key]);
  return values.flatMap((value) => Object.values(toObject(value)).map(String));
}

function findQueriedValue(key: string, parameters: JsonObject): unknown {
  const { KeyConditionExpression, KeyConditions, ExpressionAttributeValues } = parameters;
  if (typeof KeyConditionExpression !== 'string') {
    return toObjects(toObject(toObject(KeyConditions)[key]).AttributeValueList)[0];
  }
  const placeholder = findEqualTo(key, KeyConditionExpression, aliasesOf(parameters));
  return placeholder && toObject(ExpressionAttributeValues)[placeholder];
}

const expressions = [
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
  'UpdateExpression',
];
/** Older parameters whose keys are attribute names. */
const attributeMaps = ['AttributeUpdates', 'Expected', 'KeyConditions', 'QueryFilter', 'ScanFilter'];

/** Top-level attributes that a request names anywhere: keys, items, expressions. */
function listAttributes({ items, parameters }: TableUse): string[] {
  const { AttributesToGet } = parameters;
  return [
    ...new Set([
      ...items.flatMap((item) => Object.keys(item)),
      ...attributeMaps.flatMap((name) => Object.keys(toObject(parameters[name]))),
      ...(Array.isArray(AttributesToGet) ? AttributesToGet.map(String) : []),
      ...expressions.flatMap((name) =>
        listAttributeNames(String(parameters[name] ?? ''), aliasesOf(parameters)),
      ),
    ]),
  ];
}

/** `Select`, or what DynamoDB takes when it is not given. */
function selection({ action, index, parameters }: TableUse): string[] | undefined {
  if (!reads.has(action)) return undefined;
  const { Select, ProjectionExpression, AttributesToGet } = parameters;
  if (Select !== undefined) return [String(Select)];
  if (ProjectionExpression ?? AttributesToGet) return ['SPECIFIC_ATTRIBUTES'];
  return [index === undefined ? 'ALL_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES'];
}

function aliasesOf({ ExpressionAttributeNames }: JsonObject): AttributeAliases {
  return toObject(ExpressionAttributeNames) as AttributeAliases;
}
