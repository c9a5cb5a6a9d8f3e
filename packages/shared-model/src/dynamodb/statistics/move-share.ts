import type { Totals } from '../../statistics.ts';
import type { StatisticsRepository } from '../../statistics-ports.ts';
import type { Table } from '../table.ts';
import { transact } from '../transaction.ts';
import { replacing } from '../versioned-item.ts';
import { shareKey, totalsKey } from './statistics-item.ts';

/** dynamodb:PutItem and dynamodb:UpdateItem on statistics. */
export const moveShare =
  ({ documents, tableName: TableName }: Table): StatisticsRepository['moveShare'] =>
  ({ flightId, previous, next, difference }) => {
    const Item = { ...shareKey(flightId, next.bookingId), ...next };
    const Put = { TableName, Item, ...replacing(previous) };
    const Update = { TableName, Key: totalsKey(flightId), ...adding(difference) };
    return transact<'stale'>({ documents }, [
      { write: { Put }, refusal: 'stale' },
      { write: { Update }, refusal: 'stale' },
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
