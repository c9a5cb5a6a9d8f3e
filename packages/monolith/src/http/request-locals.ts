import type { Authentication } from '../authentication/token-verifier.ts';

/** What the middleware leaves on `res.locals` for the controllers behind it. */
declare global {
  namespace Express {
    interface Locals {
      /** By `requestId`. */
      requestId: string;
      /** By `authenticate`. */
      authentication: Authentication;
      /** By `requireCustomer` and `requireSession`, so only behind them. */
      customerId: string;
    }
  }
}
