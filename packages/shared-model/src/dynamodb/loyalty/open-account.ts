import type { LoyaltyRepository } from '../../loyalty-ports.ts';
import type { Table } from '../table.ts';
import { transact } from '../transaction.ts';
import { accountKey, putEntry } from './loyalty-item.ts';

/** dynamodb:PutItem on loyalty. */
export const openAccount =
  ({ documents, tableName: TableName }: Table): LoyaltyRepository['openAccount'] =>
  (customerId, welcome) => {
    const Item = { ...accountKey(customerId), customerId, net: welcome.points };
    const put = { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
    return transact<'written'>({ documents }, [
      { write: put, refusal: 'written' }, // by somebody else
      { write: putEntry(TableName, customerId, welcome), refusal: 'written' },
    ]);
  };
