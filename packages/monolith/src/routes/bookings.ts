import { Router } from 'express';
import type { Airline } from '../airline.ts';
import { createBookingsController } from '../controllers/bookings-controller.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { requireCustomer } from '../middleware/require-customer.ts';
import { exactRouting } from './routing.ts';

/** The customers' part of the API, below `/api`. */
export function createBookingsRouter(airline: Airline): Router {
  const router = Router(exactRouting);
  const bookings = createBookingsController(airline);

  router.post('/bookings', requireCustomer, jsonBody, bookings.create);
  router.get('/bookings', requireCustomer, bookings.list);
  router.get('/bookings/:bookingId', requireCustomer, bookings.get);
  router.patch('/bookings/:bookingId', requireCustomer, jsonBody, bookings.change);
  router.delete('/bookings/:bookingId', requireCustomer, bookings.cancel);
  router.get('/bookings/:bookingId/boarding-pass', requireCustomer, bookings.getBoardingPass);

  return router;
}
