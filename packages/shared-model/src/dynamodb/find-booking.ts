import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Booking } from '../booking.ts';
import type { BookingRepository } from '../ports.ts';
import { bookingKey, fromItem } from './booking-item.ts';
import type { Table } from './table.ts';

/** dynamodb:GetItem on bookings. */
export const findBooking =
  ({ documents, tableName }: Table): BookingRepository['findBooking'] =>
  async (customerId, bookingId) => {
    const Key = bookingKey(customerId, bookingId);
    const { Item } = await documents.send(
      new GetCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item && fromItem<Booking>(Item);
  };
