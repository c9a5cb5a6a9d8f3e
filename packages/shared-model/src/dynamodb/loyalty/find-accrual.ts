import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Accrual } from '../../loyalty.ts';
import type { LoyaltyRepository } from '../../loyalty-ports.ts';
import { fromItem } from '../booking-item.ts';
import type { Table } from '../table.ts';
import { accrualKey } from './loyalty-item.ts';

/** dynamodb:GetItem on loyalty. */
export const findAccrual =
  ({ documents, tableName }: Table): LoyaltyRepository['findAccrual'] =>
  async (customerId, bookingId) => {
    const Key = accrualKey(customerId, bookingId);
    const { Item } = await documents.send(
      new GetCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item && fromItem<Accrual>(Item);
  };
