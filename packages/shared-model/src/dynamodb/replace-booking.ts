import { seatsHeld } from '../booking.ts';
import type { BookingRepository } from '../ports.ts';
import { toBookingItem } from './booking-item.ts';
import { moveSeats } from './move-seats.ts';
import type { Table } from './table.ts';
import { type ConditionalWrite, transact } from './transaction.ts';

/** dynamodb:PutItem and dynamodb:UpdateItem on bookings. */
export const replaceBooking =
  ({ documents, tableName: TableName }: Table): BookingRepository['replaceBooking'] =>
  (previous, next) => {
    const put: ConditionalWrite<'stale'> = {
      refusal: 'stale',
      write: {
        Put: {
          TableName,
          Item: toBookingItem(next),
          ConditionExpression: 'version = :version',
          ExpressionAttributeValues: { ':version': previous.version },
        },
      },
    };
    const seats = seatsHeld(next) - seatsHeld(previous);
    if (seats === 0) return transact({ documents }, [put]);
    return transact({ documents }, [
      put,
      { write: moveSeats(TableName, next.flightId, seats), refusal: 'sold-out' },
    ]);
  };
