import { type JsonObject, toObject, toObjects } from '../../aws-endpoint/json.ts';

/** One action of a call on one table or index. */
export interface TableUse {
  /** IAM action without its prefix. Not always the operation's name: a transaction needs one action per item. */
  readonly action: string;
  /** As the request gives it, name or ARN; absent when the operation is about no table. */
  readonly table?: string;
  readonly index?: string;
  /** The parameters which belong to this table or item. */
  readonly parameters: JsonObject;
  /** Keys and whole items that the request names. */
  readonly items: readonly JsonObject[];
  readonly enclosingOperation?: string;
}

/** The uses that an operation's input asks for. */
type Derivation = (operation: string, input: JsonObject) => TableUse[];

const itemActions: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

const derivations = new Map<string, Derivation>([
  ['GetItem', useOneTable],
  ['PutItem', useOneTable],
  ['UpdateItem', useOneTable],
  ['DeleteItem', useOneTable],
  ['Query', useOneTable],
  ['Scan', useOneTable],
  ['DescribeTable', useOneTable],
  ['DescribeTimeToLive', useOneTable],
  ['BatchGetItem', useEachTable],
  ['BatchWriteItem', useEachTable],
  ['TransactGetItems', useEachItem],
  ['TransactWriteItems', useEachItem],
  ['ListTables', (action, parameters) => [{ action, parameters, items: [] }]],
]);

/**
 * Every use that an operation must be allowed, all of them or none; `undefined` for operations which are not emulated
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html, and for transactions
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html).
 */
export function listTableUses(operation: string, input: JsonObject): TableUse[] | undefined {
  return derivations.get(operation)?.(operation, input);
}

function useOneTable(action: string, parameters: JsonObject): TableUse[] {
  const { TableName: table, IndexName: index, Key, Item } = parameters;
  if (typeof table !== 'string') return [];
  const items = [Key, Item].filter((item) => item !== undefined).map(toObject);
  return [{ action, table, ...(typeof index === 'string' && { index }), parameters, items }];
}

/** `RequestItems` by table: keys to get, or a list of writes. */
function useEachTable(action: string, { RequestItems, ReturnConsumedCapacity }: JsonObject): TableUse[] {
  return Object.entries(toObject(RequestItems)).map(([table, requests]) => {
    const { Keys, ...rest } = toObject(requests);
    const writes = toObjects(requests).map(({ PutRequest, DeleteRequest }) =>
      toObject(toObject(PutRequest).Item ?? toObject(DeleteRequest).Key),
    );
    const parameters = { ...rest, ReturnConsumedCapacity };
    return { action, table, parameters, items: [...toObjects(Keys), ...writes] };
  });
}

function useEachItem(
  enclosingOperation: string,
  { TransactItems, ReturnConsumedCapacity }: JsonObject,
): TableUse[] {
  return toObjects(TransactItems).flatMap((item) =>
    Object.entries(item).flatMap(([kind, parameters]) =>
      useOneTable(itemActions[kind] ?? kind, { ...toObject(parameters), ReturnConsumedCapacity }).map(
        (use) => ({
          ...use,
          enclosingOperation,
        }),
      ),
    ),
  );
}
