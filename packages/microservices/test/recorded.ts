import type { BookingRecorded } from '@unlith/shared-model/events';
import { flightId } from './airline.ts';

/** A booking of one seat, paid by card, as events tell of it: good for 99 points. */
export const recorded: BookingRecorded = {
  bookingId: '01KDVDNB000000000000000001',
  customerId: 'me',
  flightId,
  version: 2,
  status: 'confirmed',
  seats: 1,
  totalCents: 9900,
  payWith: 'card',
  updatedAt: '2026-11-22T08:00:00.000Z',
};
