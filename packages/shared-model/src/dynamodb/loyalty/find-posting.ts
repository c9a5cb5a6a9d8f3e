import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { LoyaltyRepository, Posting } from '../../loyalty-ports.ts';
import { fromItem } from '../booking-item.ts';
import type { Table } from '../table.ts';
import { postingKey } from './loyalty-item.ts';

/** dynamodb:GetItem on loyalty. */
export const findPosting =
  ({ documents, tableName }: Table): LoyaltyRepository['findPosting'] =>
  async (customerId, key) => {
    const Key = postingKey(customerId, key);
    const { Item } = await documents.send(
      new GetCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item && fromItem<Posting>(Item);
  };
