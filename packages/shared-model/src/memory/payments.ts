import type { Payment } from '../payment.ts';
import type { PaymentRepository } from '../ports.ts';

/** Pending payments held in memory, by their repository and by what a booking's write does to them. */
export function createMemoryPayments() {
  const payments = new Map<string, Payment>();
  const find = (payment: Payment) => {
    const stored = payments.get(keyOf(payment));
    return stored?.key === payment.key ? stored : undefined;
  };

  const repository: PaymentRepository = {
    findPayment: async (customerId, paymentId) => payments.get(JSON.stringify([customerId, paymentId])),
    openPayment: async (payment) => {
      if (payments.has(keyOf(payment))) return 'taken';
      payments.set(keyOf(payment), payment);
      return 'written';
    },
    giveUpPayment: async (payment) => {
      const stored = find(payment);
      if (!stored) return 'gone';
      payments.set(keyOf(payment), { ...stored, state: 'reversing' });
      return 'written';
    },
    closePayment: async (payment) => {
      if (!find(payment)) return 'gone';
      payments.delete(keyOf(payment));
      return 'written';
    },
    listPendingPayments: async (startedBefore, limit) =>
      [...payments.values()]
        .filter(({ startedAt }) => startedAt < startedBefore)
        .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
        .slice(0, limit),
  };

  return {
    repository,
    /** Whether a booking may be written with the payment. */
    admits: (payment: Payment) => payment.state === 'refunding' || find(payment)?.state === 'debiting',
    /** A booking was written with it. */
    move: (payment: Payment) =>
      payment.state === 'refunding' ? payments.set(keyOf(payment), payment) : payments.delete(keyOf(payment)),
  };
}

const keyOf = ({ booking, paymentId }: Payment) => JSON.stringify([booking.customerId, paymentId]);
