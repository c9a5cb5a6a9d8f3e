import { Router } from 'express';
import type { Airline } from '../airline.ts';
import { createLoyaltyController } from '../controllers/loyalty-controller.ts';
import { requireCustomer } from '../middleware/require-customer.ts';
import { exactRouting } from './routing.ts';

/** The customers' points, below `/api`. */
export function createLoyaltyRouter(airline: Airline): Router {
  const router = Router(exactRouting);
  const loyalty = createLoyaltyController(airline);

  router.get('/loyalty', requireCustomer, loyalty.get);
  router.get('/loyalty/entries', requireCustomer, loyalty.listEntries);

  return router;
}
