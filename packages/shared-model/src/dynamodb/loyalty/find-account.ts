import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Account } from '../../loyalty.ts';
import type { LoyaltyRepository } from '../../loyalty-ports.ts';
import { fromItem } from '../booking-item.ts';
import type { Table } from '../table.ts';
import { accountKey } from './loyalty-item.ts';

/** dynamodb:GetItem on loyalty. */
export const findAccount =
  ({ documents, tableName }: Table): LoyaltyRepository['findAccount'] =>
  async (customerId) => {
    const Key = accountKey(customerId);
    const { Item } = await documents.send(
      new GetCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item && fromItem<Account>(Item);
  };
