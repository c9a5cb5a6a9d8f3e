import type { LedgerEntry } from '../../loyalty.ts';
import type { LoyaltyRepository } from '../../loyalty-ports.ts';
import { fromItem } from '../booking-item.ts';
import { queryPage } from '../query-page.ts';
import type { Table } from '../table.ts';
import { entryKey } from './loyalty-item.ts';

/** dynamodb:Query on loyalty. */
export const listEntries =
  (table: Table): LoyaltyRepository['listEntries'] =>
  async (customerId, { limit, after }) => {
    const { pk, sk } = entryKey(customerId, '');
    const query = {
      KeyConditionExpression: 'pk = :customer AND begins_with(sk, :entry)',
      ExpressionAttributeValues: { ':customer': pk, ':entry': sk },
      ScanIndexForward: false,
      ConsistentRead: true,
      ...(after && { ExclusiveStartKey: entryKey(customerId, after) }),
    };
    const { items, hasMore } = await queryPage<Record<string, unknown>>(table, query, limit);
    return { items: items.map(fromItem<LedgerEntry>), hasMore };
  };
