import {
  findFlights,
  formatVersionTag,
  getAvailability,
  getFlight,
  getStatistics,
} from '@unlith/shared-model';
import type { Request, Response } from 'express';
import type { Airline } from '../airline.ts';
import type { QueryRequest } from './query.ts';

type FlightParams = { flightId: string };

export function createFlightsController(airline: Airline) {
  return {
    async list(req: QueryRequest, res: Response) {
      res.json(await findFlights(airline, { query: req.query }));
    },

    async get(req: Request<FlightParams>, res: Response) {
      const flight = await getFlight(airline, req.params);
      res.set('ETag', formatVersionTag(flight.version)).json(flight);
    },

    async getAvailability(req: Request<FlightParams>, res: Response) {
      res.json(await getAvailability(airline, req.params));
    },

    async getStatistics(req: Request<FlightParams>, res: Response) {
      res.json(await getStatistics(airline, req.params));
    },
  };
}
