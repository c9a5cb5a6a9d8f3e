import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Share } from '../../statistics.ts';
import type { StatisticsRepository } from '../../statistics-ports.ts';
import { fromItem } from '../booking-item.ts';
import type { Table } from '../table.ts';
import { shareKey } from './statistics-item.ts';

/** dynamodb:GetItem on statistics. */
export const findShare =
  ({ documents, tableName }: Table): StatisticsRepository['findShare'] =>
  async (flightId, bookingId) => {
    const Key = shareKey(flightId, bookingId);
    const { Item } = await documents.send(
      new GetCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item && fromItem<Share>(Item);
  };
