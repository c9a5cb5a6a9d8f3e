import type { PaymentRepository } from '../../ports.ts';
import { queryPage } from '../query-page.ts';
import type { Table } from '../table.ts';
import { fromPaymentItem, pending } from './payment-item.ts';

/** dynamodb:Query on the bookings index pending-payments. */
export const listPendingPayments =
  (table: Table): PaymentRepository['listPendingPayments'] =>
  async (startedBefore, limit) => {
    const query = {
      IndexName: 'pending-payments',
      KeyConditionExpression: 'pending = :pending AND startedAt < :before',
      ExpressionAttributeValues: { ':pending': pending, ':before': startedBefore },
    };
    const { items } = await queryPage<Record<string, unknown>>(table, query, limit);
    return items.map(fromPaymentItem);
  };
