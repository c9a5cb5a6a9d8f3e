import type { Stale } from '../../ports.ts';
import type { Share, Totals } from '../../statistics.ts';
import type { StatisticsRepository } from '../../statistics-ports.ts';
import type { Table } from '../table.ts';
import { transact } from '../transaction.ts';
import { replace } from '../versioned-item.ts';
import { shareKey, totalsKey } from './statistics-item.ts';

/** dynamodb:PutItem and dynamodb:UpdateItem on statistics. */
export const moveShare =
  ({ documents, tableName: TableName }: Table): StatisticsRepository['moveShare'] =>
  ({ flightId, previous, next, difference }) => {
    const Item = { ...shareKey(flightId, next.bookingId), ...next };
    const Update = { TableName, Key: totalsKey(flightId), ...adding(difference) };
    return transact<Stale<Share> | 'contended'>({ documents }, [
      replace({ TableName, Item }, previous),
      { write: { Update }, refusal: 'contended' },
    ]);
  };

/** ADD counts from zero where there is nothing yet. */
const adding = (difference: Totals) => ({
  UpdateExpression: `ADD ${Object.keys(difference)
    .map((name) => `${name} :${name}`)
    .join(', ')}`,
  ExpressionAttributeValues: Object.fromEntries(
    Object.entries(difference).map(([name, count]) => [`:${name}`, count]),
  ),
});
