import { seatsHeld } from '../booking.ts';
import type { BookingRepository, ReplaceOutcome } from '../ports.ts';
import { toBookingItem } from './booking-item.ts';
import { moveSeats } from './move-seats.ts';
import { endPayment, putPayment } from './payments/payment-item.ts';
import type { Table } from './table.ts';
import { type ConditionalWrite, transact } from './transaction.ts';

/** dynamodb:PutItem and dynamodb:UpdateItem on bookings. */
export const replaceBooking =
  ({ documents, tableName: TableName }: Table): BookingRepository['replaceBooking'] =>
  (previous, next, payment) => {
    const put = {
      Put: {
        TableName,
        Item: toBookingItem(next),
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': previous.version },
      },
    };
    const movePayment =
      payment && (payment.state === 'refunding' ? putPayment : endPayment)(TableName, payment);
    const seats = seatsHeld(next) - seatsHeld(previous);
    const writes: ConditionalWrite<ReplaceOutcome>[] = [
      { write: put, refusal: 'stale' },
      ...(movePayment ? [{ write: movePayment, refusal: 'payment-gone' as const }] : []),
      ...(seats === 0
        ? []
        : [{ write: moveSeats(TableName, next.flightId, seats), refusal: 'sold-out' as const }]),
    ];
    return transact({ documents }, writes);
  };
