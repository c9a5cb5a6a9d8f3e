import { seatsHeld } from '../booking.ts';
import type { BookingRepository, InsertOutcome } from '../ports.ts';
import { toBookingItem, toReceiptItem } from './booking-item.ts';
import { moveSeats } from './move-seats.ts';
import { endPayment } from './payments/payment-item.ts';
import type { Table } from './table.ts';
import { type ConditionalWrite, transact } from './transaction.ts';

/** dynamodb:PutItem and dynamodb:UpdateItem on bookings. */
export const insertBooking =
  ({ documents, tableName: TableName }: Table): BookingRepository['insertBooking'] =>
  (booking, receipt, payment) => {
    const putBooking = {
      Put: { TableName, Item: toBookingItem(booking), ConditionExpression: 'attribute_not_exists(pk)' },
    };
    const putReceipt = receipt && {
      Put: {
        TableName,
        Item: toReceiptItem(receipt),
        // DynamoDB deletes late: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
        ExpressionAttributeValues: { ':now': Math.floor(Date.parse(booking.createdAt) / 1000) },
      },
    };
    const writes: ConditionalWrite<InsertOutcome>[] = [
      // Its id is new: a booking that is already there was written by an attempt whose answer got lost.
      { write: putBooking, refusal: 'written' },
      ...(putReceipt ? [{ write: putReceipt, refusal: 'key-taken' as const }] : []),
      ...(payment ? [{ write: endPayment(TableName, payment), refusal: 'payment-gone' as const }] : []),
      { write: moveSeats(TableName, booking.flightId, seatsHeld(booking)), refusal: 'sold-out' },
    ];
    return transact({ documents }, writes);
  };
