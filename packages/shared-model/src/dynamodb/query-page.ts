import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Page } from '../ports.ts';
import type { Table } from './table.ts';

export type PagedQuery = Omit<QueryCommandInput, 'TableName' | 'Limit'>;

/**
 * Reads on until the page and one item more are there, or the list ends: a filter may empty any single answer
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.FilterExpression.html), and the one more
 * tells the last page from a full one, which LastEvaluatedKey does not.
 */
export async function queryPage<Item>(
  { documents, tableName }: Table,
  query: PagedQuery,
  limit: number,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let ExclusiveStartKey = query.ExclusiveStartKey;
  do {
    const Limit = limit + 1 - items.length;
    const answer = await documents.send(
      new QueryCommand({ ...query, ExclusiveStartKey, TableName: tableName, Limit }),
    );
    items.push(...((answer.Items ?? []) as Item[]));
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey && items.length <= limit);
  return { items: items.slice(0, limit), hasMore: items.length > limit };
}
