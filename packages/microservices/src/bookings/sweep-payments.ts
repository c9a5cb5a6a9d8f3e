import { settlePayments, systemClock } from '@unlith/shared-model';
import { closePayment, giveUpPayment, listPendingPayments } from '@unlith/shared-model/dynamodb';
import { openTable, readVariable } from '../environment.ts';
import { createHttpLoyaltyProgram } from './http-loyalty-program.ts';

/** Runs on a schedule; a failure is the function's, so that it is repeated, counted and seen. */
export const createHandler = (deps: Parameters<typeof settlePayments>[0]) => async () => ({
  settled: await settlePayments(deps),
});

const table = openTable('BOOKINGS_TABLE');

export const handler = createHandler({
  bookings: {
    listPendingPayments: listPendingPayments(table),
    giveUpPayment: giveUpPayment(table),
    closePayment: closePayment(table),
  },
  program: createHttpLoyaltyProgram({ baseUrl: () => readVariable('LOYALTY_API_URL') }),
  clock: systemClock,
});
