import {
  type Booking,
  cancelBooking,
  changeBooking,
  createBooking,
  formatVersionTag,
  getBoardingPass,
  getBooking,
  listBookings,
} from '@unlith/shared-model';
import { renderBoardingPass } from '@unlith/shared-model/boarding-pass';
import type { Request, Response } from 'express';
import type { Airline } from '../airline.ts';
import { RequestError } from '../http/request-error.ts';
import type { QueryRequest } from './query.ts';

type BookingRequest = QueryRequest<{ bookingId: string }>;

const mediaTypes = { 'image/png': 'png', 'image/svg+xml': 'svg' } as const;

export function createBookingsController(airline: Airline) {
  return {
    async create(req: Request, res: Response) {
      const { customerId } = res.locals;
      const idempotencyKey = req.get('idempotency-key');
      const booking = await createBooking(airline, { customerId, input: req.body, idempotencyKey });
      res.status(201).location(`/api/bookings/${booking.bookingId}`);
      sendBooking(res, booking);
    },

    async list(req: QueryRequest, res: Response) {
      const { customerId } = res.locals;
      res.json(await listBookings(airline, { customerId, query: req.query }));
    },

    async get(req: BookingRequest, res: Response) {
      const { customerId } = res.locals;
      sendBooking(res, await getBooking(airline, { customerId, ...req.params }));
    },

    async change(req: BookingRequest, res: Response) {
      const { customerId } = res.locals;
      const ifMatch = req.get('if-match');
      sendBooking(res, await changeBooking(airline, { customerId, ...req.params, input: req.body, ifMatch }));
    },

    async cancel(req: BookingRequest, res: Response) {
      const { customerId } = res.locals;
      await cancelBooking(airline, { customerId, ...req.params, ifMatch: req.get('if-match') });
      res.status(204).end();
    },

    async getBoardingPass(req: BookingRequest, res: Response) {
      const { customerId } = res.locals;
      const mediaType = req.accepts(Object.keys(mediaTypes)) as keyof typeof mediaTypes | false;
      res.vary('Accept');
      if (!mediaType) throw new RequestError('request.not-acceptable');
      const format = mediaTypes[mediaType];
      const command = { customerId, ...req.params, query: req.query };
      const { text, passenger, version } = await getBoardingPass(airline, command);
      res.set('ETag', `"${version}-${passenger}-${format}"`).type(mediaType);
      res.send(await renderBoardingPass(text, format));
    },
  };
}

function sendBooking(res: Response, booking: Booking): void {
  res.set('ETag', formatVersionTag(booking.version)).json(booking);
}
