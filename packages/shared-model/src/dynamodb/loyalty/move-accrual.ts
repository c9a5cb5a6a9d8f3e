import type { Accrual } from '../../loyalty.ts';
import type { LoyaltyRepository } from '../../loyalty-ports.ts';
import type { Stale } from '../../ports.ts';
import type { Table } from '../table.ts';
import { transact } from '../transaction.ts';
import { replace } from '../versioned-item.ts';
import { accrualKey, moveAccount, putEntry } from './loyalty-item.ts';

type Refusal = Stale<Accrual> | 'uncovered' | 'contended';

/** dynamodb:PutItem and dynamodb:UpdateItem on loyalty. */
export const moveAccrual =
  ({ documents, tableName: TableName }: Table): LoyaltyRepository['moveAccrual'] =>
  ({ customerId, previous, next, entry }) => {
    const Item = { ...accrualKey(customerId, next.bookingId), ...next };
    const putAccrual = replace({ TableName, Item }, previous);
    if (!entry) return transact({ documents }, [putAccrual]);
    return transact<Refusal>({ documents }, [
      putAccrual,
      { write: moveAccount(TableName, customerId, entry), refusal: 'uncovered' },
      { write: putEntry(TableName, customerId, entry), refusal: 'contended' },
    ]);
  };
