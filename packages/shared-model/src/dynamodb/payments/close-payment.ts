import type { PaymentRepository } from '../../ports.ts';
import type { Table } from '../table.ts';
import { transact } from '../transaction.ts';
import { thisPayment } from './payment-item.ts';

/** dynamodb:DeleteItem on bookings. */
export const closePayment =
  ({ documents, tableName }: Table): PaymentRepository['closePayment'] =>
  (payment) =>
    transact<'gone'>({ documents }, [
      { write: { Delete: thisPayment(tableName, payment) }, refusal: 'gone' },
    ]);
