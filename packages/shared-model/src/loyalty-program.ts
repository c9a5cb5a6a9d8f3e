import type { LoyaltyProgram } from './ports.ts';
import { debitPoints } from './use-cases/debit-points.ts';
import { refundPoints } from './use-cases/refund-points.ts';

type Deps = Parameters<typeof debitPoints>[0] & Parameters<typeof refundPoints>[0];

/** Loyalty a method call away: for whoever has its repository at hand. */
export const createLoyaltyProgram = (deps: Deps): LoyaltyProgram => ({
  async debit({ customerId, ...input }) {
    await debitPoints(deps, { customerId, input });
  },
  async refund({ customerId, ...input }) {
    await refundPoints(deps, { customerId, input });
  },
});
