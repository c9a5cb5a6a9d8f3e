import type { PaymentRepository } from '../../ports.ts';
import type { Table } from '../table.ts';
import { transact } from '../transaction.ts';
import { emptyPayment } from './payment-item.ts';

/** dynamodb:UpdateItem on bookings. */
export const closePayment =
  ({ documents, tableName }: Table): PaymentRepository['closePayment'] =>
  (payment) =>
    transact<'gone'>({ documents }, [
      { write: { Update: emptyPayment(tableName, payment) }, refusal: 'gone' },
    ]);
