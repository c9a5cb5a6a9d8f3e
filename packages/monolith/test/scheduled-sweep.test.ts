import type { BookingRepository, Payment } from '@unlith/shared-model';
import { createMemoryRepositories, debitPoints, getAccount, ulidIds } from '@unlith/shared-model';
import type { ScheduledEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { createAirline } from '../src/airline.ts';
import { jsonLogger } from '../src/logger.ts';
import { withScheduledSweep } from '../src/scheduled-sweep.ts';
import { now } from './airline-app.ts';
import { context, createEvent } from './lambda-event.ts';

const tick = { 'detail-type': 'Scheduled Event', source: 'aws.events' } as ScheduledEvent;
const bookingId = '01KDVDNB000000000000000001';
const abandoned = {
  paymentId: 'p1',
  booking: { bookingId, customerId: 'alice' },
  points: 300,
  key: 'k1',
  state: 'debiting',
  startedAt: new Date(now.getTime() - 10 * 60_000).toISOString(),
} as Payment;

/** An airline in which a caller has died between debit and booking. */
async function createAbandoned(own: Partial<BookingRepository> = {}) {
  const repositories = createMemoryRepositories();
  const parts = {
    ...repositories,
    bookings: { ...repositories.bookings, ...own },
    clock: { now: () => now, wait: async () => {} },
    ids: ulidIds,
  };
  await parts.bookings.openPayment(abandoned);
  const input = { bookingId, points: abandoned.points, key: abandoned.key };
  expect(await debitPoints(parts, { customerId: 'alice', input })).toMatchObject({ points: 49_700 });
  return createAirline(parts, jsonLogger);
}

const answer = async () => ({ statusCode: 200 });

it('gives the points of a dead caller back, once', async () => {
  const airline = await createAbandoned();
  const handler = withScheduledSweep(answer, airline);
  expect(await handler(tick, context)).toEqual({ settled: 1 });
  expect(await handler(tick, context)).toEqual({ settled: 0 });
  expect(await getAccount(airline, { customerId: 'alice' })).toMatchObject({ points: 50_000 });
});

it('fails when the sweep does, so that it is repeated and seen', async () => {
  const giveUpPayment = () => Promise.reject(new Error('away'));
  const handler = withScheduledSweep(answer, await createAbandoned({ giveUpPayment }));
  await expect(handler(tick, context)).rejects.toThrow('1 of 1 pending payments could not be settled.');
});

it('leaves requests to the app, and takes two parameters', async () => {
  const handler = withScheduledSweep(answer, await createAbandoned());
  expect(await handler(createEvent({}), context)).toEqual({ statusCode: 200 });
  expect(handler).toHaveLength(2);
});
