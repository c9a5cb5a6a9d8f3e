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
    ConditionExpression: 'attribute_not_exists(pending)',
  },
});

/**
 * Ends a payment. It is emptied rather than deleted, so that no function needs dynamodb:DeleteItem, which would let it delete
 * bookings as well; what is left of it, DynamoDB takes away by its time to live.
 */
export function emptyPayment(TableName: string, payment: Payment) {
  const { ExpressionAttributeValues, ...target } = thisPayment(TableName, payment);
  const ended = Math.floor(Date.parse(payment.startedAt) / 1000);
  return {
    ...target,
    UpdateExpression: 'SET expiresAt = :ended REMOVE pending, #key',
    ExpressionAttributeValues: { ...ExpressionAttributeValues, ':ended': ended },
  };
}

/** Ends a payment with the booking that it paid, unless it was given up before. */
export function endPayment(TableName: string, payment: Payment) {
  const { ExpressionAttributeNames, ExpressionAttributeValues, ...update } = emptyPayment(TableName, payment);
  return {
    Update: {
      ...update,
      ConditionExpression: '#key = :key AND #state = :debiting',
      ExpressionAttributeNames: { ...ExpressionAttributeNames, '#state': 'state' },
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':debiting': 'debiting' },
    },
  };
}

/** What each write asks for: this payment, and not a later one under its id. */
export const thisPayment = (TableName: string, payment: Payment) => ({
  TableName,
  Key: keyOf(payment),
  ConditionExpression: '#key = :key',
  ExpressionAttributeNames: { '#key': 'key' },
  ExpressionAttributeValues: { ':key': payment.key },
});
