import type { LoyaltyRepository } from '../../loyalty-ports.ts';
import type { Table } from '../table.ts';
import { type ConditionalWrite, transact } from '../transaction.ts';
import { replacing } from '../versioned-item.ts';
import { accrualKey, moveAccount, putEntry } from './loyalty-item.ts';

type Refusal = 'stale' | 'uncovered';

/** dynamodb:PutItem and dynamodb:UpdateItem on loyalty. */
export const moveAccrual =
  ({ documents, tableName: TableName }: Table): LoyaltyRepository['moveAccrual'] =>
  ({ customerId, previous, next, entry }) => {
    const Item = { ...accrualKey(customerId, next.bookingId), ...next };
    const putAccrual: ConditionalWrite<Refusal> = {
      refusal: 'stale',
      write: { Put: { TableName, Item, ...replacing(previous) } },
    };
    if (!entry) return transact({ documents }, [putAccrual]);
    return transact<Refusal>({ documents }, [
      putAccrual,
      { write: moveAccount(TableName, customerId, entry), refusal: 'uncovered' },
      { write: putEntry(TableName, customerId, entry), refusal: 'stale' },
    ]);
  };
