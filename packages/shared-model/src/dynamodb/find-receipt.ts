import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { BookingRepository, Receipt } from '../ports.ts';
import { fromItem, receiptKey } from './booking-item.ts';
import type { Table } from './table.ts';

/** dynamodb:GetItem on bookings. */
export const findReceipt =
  ({ documents, tableName }: Table): BookingRepository['findReceipt'] =>
  async (customerId, idempotencyKey) => {
    const Key = receiptKey(customerId, idempotencyKey);
    const { Item } = await documents.send(
      new GetCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item && fromItem<Receipt>(Item);
  };
