import {
  type AttributeValue,
  DynamoDBClient,
  type DynamoDBClientConfig,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { EnvironmentError } from '../errors.ts';
import type { Collection, Store } from './store.ts';

/** Where the tables of one side are. */
export interface DynamoDbStoreOptions {
  /** Endpoint, region and credentials: AWS by default, or anything that speaks its protocol. */
  readonly client?: DynamoDBClientConfig;
  /** Physical names by what reports call the table: `{ bookings: 'Lith-BookingsTable-1A2B' }`. */
  readonly tables: Readonly<Record<string, string>>;
  /** Most items that a table may hold. Default 10,000. */
  readonly maxItems?: number;
}

/**
 * The items of DynamoDB tables as what was left behind, read by `Scan` with strong consistency: use tables of tests.
 * Values keep their types (`{"seats": {"N": "2"}}`), binary is base64, sets have no order.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 *
 * A door of its own, `@unlith/parity/dynamodb`: it needs `@aws-sdk/client-dynamodb`, which @unlith/parity leaves to you.
 *
 * @example
 * const candidate = { url, stores: [createDynamoDbStore({ tables: { bookings: 'Split-Bookings-7X' } })] };
 */
export function createDynamoDbStore({
  client: settings = {},
  tables,
  maxItems = 10_000,
}: DynamoDbStoreOptions): Store {
  const client = new DynamoDBClient(settings);
  return {
    read: () =>
      Promise.all(
        Object.entries(tables).map(async ([name, tableName]) =>
          toCollection(name, await scan(client, tableName, maxItems)),
        ),
      ),
  };
}

type Item = Readonly<Record<string, AttributeValue>>;

async function scan(client: DynamoDBClient, tableName: string, maxItems: number): Promise<Item[]> {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client
      .send(
        new ScanCommand({
          TableName: tableName,
          ConsistentRead: true,
          ...(from && { ExclusiveStartKey: from }),
        }),
      )
      .catch((cause: Error) => {
        throw new EnvironmentError(
          'store.unreadable',
          `The table ${tableName} cannot be read: ${cause.name}: ${cause.message}. Name the table as it is called in its region, with credentials that may dynamodb:Scan it.`,
          { cause },
        );
      });
    items.push(...Items);
    if (items.length > maxItems)
      throw new EnvironmentError(
        'store.too-large',
        `The table ${tableName} holds more than ${maxItems} items. Compare tables that only the tests fill, or raise maxItems.`,
      );
    from = LastEvaluatedKey;
  } while (from);
  return items;
}

/** In one order at every reading, although neither items nor attributes have one. */
function toCollection(name: string, items: readonly Item[]): Collection {
  const texts = items.map((item) => JSON.stringify(toJson(item))).toSorted();
  return {
    name: `tables/${name}`,
    records: texts.map((text) => JSON.parse(text)),
    orderBlind: ['/SS', '/NS', '/BS'],
  };
}

/** Fields by name, bytes as base64, as the wire has them. */
function toJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, inner]) => [name, toJson(inner)] as const);
  return Object.fromEntries(fields.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
