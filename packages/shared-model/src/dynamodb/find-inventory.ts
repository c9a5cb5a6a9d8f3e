import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Inventory } from '../booking.ts';
import type { BookingRepository } from '../ports.ts';
import { fromItem, inventoryKey } from './booking-item.ts';
import type { Table } from './table.ts';

/** dynamodb:GetItem on bookings. */
export const findInventory =
  ({ documents, tableName }: Table): BookingRepository['findInventory'] =>
  async (flightId) => {
    const Key = inventoryKey(flightId);
    const { Item } = await documents.send(
      new GetCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item && fromItem<Inventory>(Item);
  };
