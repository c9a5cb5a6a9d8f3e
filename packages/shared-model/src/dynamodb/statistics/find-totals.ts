import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Totals } from '../../statistics.ts';
import type { StatisticsRepository } from '../../statistics-ports.ts';
import { fromItem } from '../booking-item.ts';
import type { Table } from '../table.ts';
import { totalsKey } from './statistics-item.ts';

/** dynamodb:GetItem on statistics. */
export const findTotals =
  ({ documents, tableName }: Table): StatisticsRepository['findTotals'] =>
  async (flightId) => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: tableName, Key: totalsKey(flightId), ConsistentRead: true }),
    );
    return Item && fromItem<Totals>(Item);
  };
