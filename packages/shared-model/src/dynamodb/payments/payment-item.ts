import type { Payment } from '../../payment.ts';
import { fromItem } from '../booking-item.ts';

export const paymentKey = (customerId: string, paymentId: string) => ({
  pk: `CUSTOMER#${customerId}`,
  sk: `PAYMENT#${paymentId}`,
});

/** All pending payments stand under one key of the index `pending-payments`. */
export const pending = 'PAYMENT';

const keyOf = ({ booking, paymentId }: Payment) => paymentKey(booking.customerId, paymentId);

export function fromPaymentItem({ pending: _, ...item }: Record<string, unknown>): Payment {
  return fromItem<Payment>(item);
}

export const putPayment = (TableName: string, payment: Payment) => ({
  Put: {
    TableName,
    Item: { ...keyOf(payment), pending, ...payment },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/** Ends a payment with the booking that it paid, unless it was given up before. */
export const endPayment = (TableName: string, payment: Payment) => ({
  Delete: {
    ...thisPayment(TableName, payment),
    ConditionExpression: '#key = :key AND #state = :debiting',
    ExpressionAttributeNames: { '#key': 'key', '#state': 'state' },
    ExpressionAttributeValues: { ':key': payment.key, ':debiting': 'debiting' },
  },
});

/** What each write asks for: this payment, and not a later one under its id. */
export const thisPayment = (TableName: string, payment: Payment) => ({
  TableName,
  Key: keyOf(payment),
  ConditionExpression: '#key = :key',
  ExpressionAttributeNames: { '#key': 'key' },
  ExpressionAttributeValues: { ':key': payment.key },
});
