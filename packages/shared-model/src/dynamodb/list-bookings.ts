import type { Booking } from '../booking.ts';
import type { BookingRepository } from '../ports.ts';
import { bookingKey, fromItem } from './booking-item.ts';
import { queryPage } from './query-page.ts';
import type { Table } from './table.ts';

/** dynamodb:Query on bookings. */
export const listBookings =
  (table: Table): BookingRepository['listBookings'] =>
  async (customerId, { limit, after }) => {
    const { pk, sk } = bookingKey(customerId, '');
    const query = {
      KeyConditionExpression: 'pk = :customer AND begins_with(sk, :booking)',
      ExpressionAttributeValues: { ':customer': pk, ':booking': sk },
      ScanIndexForward: false,
      ConsistentRead: true,
      ...(after && { ExclusiveStartKey: bookingKey(customerId, after) }),
    };
    const { items, hasMore } = await queryPage<Record<string, unknown>>(table, query, limit);
    return { items: items.map(fromItem<Booking>), hasMore };
  };
