import type { PaymentRepository } from '../../ports.ts';
import type { Table } from '../table.ts';
import { transact } from '../transaction.ts';
import { thisPayment } from './payment-item.ts';

/** dynamodb:UpdateItem on bookings. */
export const giveUpPayment =
  ({ documents, tableName }: Table): PaymentRepository['giveUpPayment'] =>
  (payment) => {
    const { ExpressionAttributeNames, ExpressionAttributeValues, ...target } = thisPayment(
      tableName,
      payment,
    );
    const Update = {
      ...target,
      UpdateExpression: 'SET #state = :reversing',
      ExpressionAttributeNames: { ...ExpressionAttributeNames, '#state': 'state' },
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':reversing': 'reversing' },
    };
    return transact<'gone'>({ documents }, [{ write: { Update }, refusal: 'gone' }]);
  };
