import {
  cancelBooking,
  createBooking,
  findFlights,
  getAccount,
  getFlight,
  listBookings,
} from '@unlith/shared-model';
import type { Request, Response } from 'express';
import type { Airline } from '../airline.ts';
import type { Problem } from '../http/problem.ts';
import type { Query, QueryRequest } from './query.ts';

export function createPagesController(airline: Airline) {
  return {
    async search(req: QueryRequest, res: Response) {
      const search = toSearch(req.query);
      const { items, nextCursor } = await findFlights(airline, { query: search });
      const next = nextCursor && `/?${new URLSearchParams({ ...search, cursor: nextCursor })}`;
      res.render('index', { search, flights: items, next, now: airline.clock.now().toISOString() });
    },

    async listBookings(req: QueryRequest, res: Response) {
      const { customerId } = res.locals;
      const { cursor, flightId } = req.query;
      const { items, nextCursor } = await listBookings(airline, { customerId, query: { cursor } });
      const next = nextCursor && `/bookings?${new URLSearchParams({ cursor: nextCursor })}`;
      const flight = flightId && (await getFlight(airline, { flightId: String(flightId) }));
      const { points } = await getAccount(airline, { customerId });
      const idempotencyKey = airline.ids.next();
      res.render('bookings', { bookings: items, next, flight, points, idempotencyKey });
    },

    async book(req: Request, res: Response) {
      const { flightId, firstName, lastName, payWith, idempotencyKey } = req.body;
      const input = { flightId, passengers: [{ firstName, lastName }], payWith };
      await createBooking(airline, { customerId: res.locals.customerId, input, idempotencyKey });
      res.redirect(303, '/bookings');
    },

    async cancel(req: Request<{ bookingId: string }>, res: Response) {
      await cancelBooking(airline, { customerId: res.locals.customerId, ...req.params });
      res.redirect(303, '/bookings');
    },
  };
}

export function sendErrorPage(res: Response, problem: Problem): void {
  res.status(problem.status).render('error', { problem });
}

/** The search form as the model takes it: fields left empty are absent, airports are capitals. */
function toSearch({ from, to, date, cursor }: Query): Record<string, string> {
  const fields = { from: toCapitals(from), to: toCapitals(to), date, cursor };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
  );
}

const toCapitals = (airport: Query[string]): string =>
  String(airport ?? '')
    .trim()
    .toUpperCase();
