import { getAccount, listEntries } from '@unlith/shared-model';
import type { Request, Response } from 'express';
import type { Airline } from '../airline.ts';
import type { QueryRequest } from './query.ts';

export function createLoyaltyController(airline: Airline) {
  return {
    async get(_req: Request, res: Response) {
      const { customerId } = res.locals;
      res.json(await getAccount(airline, { customerId }));
    },

    async listEntries(req: QueryRequest, res: Response) {
      const { customerId } = res.locals;
      res.json(await listEntries(airline, { customerId, query: req.query }));
    },
  };
}
