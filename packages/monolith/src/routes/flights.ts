import { Router } from 'express';
import type { Airline } from '../airline.ts';
import { createFlightsController } from '../controllers/flights-controller.ts';
import { exactRouting } from './routing.ts';

/** The public part of the API, below `/api`. */
export function createFlightsRouter(airline: Airline): Router {
  const router = Router(exactRouting);
  const flights = createFlightsController(airline);

  router.get('/flights', flights.list);
  router.get('/flights/:flightId', flights.get);
  router.get('/flights/:flightId/availability', flights.getAvailability);
  router.get('/flights/:flightId/statistics', flights.getStatistics);

  return router;
}
