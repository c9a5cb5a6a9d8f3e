import type { LoyaltyRepository } from '../../loyalty-ports.ts';
import type { Table } from '../table.ts';
import { type ConditionalWrite, transact } from '../transaction.ts';
import { moveAccount, postingKey, putEntry } from './loyalty-item.ts';

type Refusal = 'repeated' | 'uncovered';

/** dynamodb:PutItem and dynamodb:UpdateItem on loyalty. */
export const post =
  ({ documents, tableName: TableName }: Table): LoyaltyRepository['post'] =>
  ({ customerId, key, entry }) => {
    const points = entry?.points ?? 0;
    const Item = { ...postingKey(customerId, key), key, points };
    const putPosting: ConditionalWrite<Refusal> = {
      refusal: 'repeated',
      write: { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } },
    };
    if (!entry) return transact({ documents }, [putPosting]);
    const move = points < 0 ? { points, least: -points } : { points };
    return transact<Refusal>({ documents }, [
      putPosting,
      { write: moveAccount(TableName, customerId, move), refusal: 'uncovered' },
      { write: putEntry(TableName, customerId, entry), refusal: 'repeated' },
    ]);
  };
