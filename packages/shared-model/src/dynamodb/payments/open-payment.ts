import type { PaymentRepository } from '../../ports.ts';
import type { Table } from '../table.ts';
import { transact } from '../transaction.ts';
import { putPayment } from './payment-item.ts';

/** dynamodb:PutItem on bookings. */
export const openPayment =
  ({ documents, tableName }: Table): PaymentRepository['openPayment'] =>
  (payment) =>
    transact<'taken'>({ documents }, [{ write: putPayment(tableName, payment), refusal: 'taken' }]);
