import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { PaymentRepository } from '../../ports.ts';
import type { Table } from '../table.ts';
import { fromPaymentItem, paymentKey } from './payment-item.ts';

/** dynamodb:GetItem on bookings. */
export const findPayment =
  ({ documents, tableName }: Table): PaymentRepository['findPayment'] =>
  async (customerId, paymentId) => {
    const Key = paymentKey(customerId, paymentId);
    const { Item } = await documents.send(
      new GetCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item?.pending && fromPaymentItem(Item);
  };
