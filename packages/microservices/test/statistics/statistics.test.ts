import '../environment.ts';
import { describe, expect, it } from 'vitest';
import { createHandler as createGetStatistics } from '../../src/statistics/get-statistics.ts';
import { createHandler as createRecordStatistics } from '../../src/statistics/record-statistics.ts';
import { createAirline, flightId } from '../airline.ts';
import { invoke } from '../http-event.ts';
import { createQueueEvent, eventBody } from '../queue-event.ts';
import { recorded } from '../recorded.ts';

const nothing = { flightId, confirmedBookings: 0, cancelledBookings: 0, seatsSold: 0, revenueCents: 0 };
const sold = { ...nothing, confirmedBookings: 1, seatsSold: 1, revenueCents: 9900 };
const cancelled = { ...recorded, version: 3, status: 'cancelled' };
const larger = { ...recorded, version: 3, seats: 2, totalCents: 19_800 };
const another = { ...recorded, bookingId: '01KDVDNB000000000000000002' };

describe('statistics', () => {
  it.each([
    ['nothing', [], nothing],
    ['a booking', [recorded], sold],
    ['the same twice', [recorded, recorded], sold],
    [
      'two bookings',
      [recorded, another],
      { ...sold, confirmedBookings: 2, seatsSold: 2, revenueCents: 19_800 },
    ],
    ['a change', [recorded, larger], { ...sold, seatsSold: 2, revenueCents: 19_800 }],
    ['a cancellation', [recorded, cancelled], { ...nothing, cancelledBookings: 1 }],
    ['a cancellation that comes first', [cancelled, recorded], { ...nothing, cancelledBookings: 1 }],
    ['another flight', [{ ...recorded, flightId: '01KDVDNA000000000000000000' }], nothing],
  ])('of %s', async (_what, details, totals) => {
    const airline = createAirline();
    const record = createRecordStatistics(airline);
    expect(await record(createQueueEvent(...details.map(eventBody)))).toEqual({ batchItemFailures: [] });
    const answer = await invoke(createGetStatistics(airline), { pathParameters: { flightId } });
    expect([answer.status, answer.body]).toEqual([200, totals]);
    expect(answer.headers).not.toHaveProperty('etag');
  });

  it('know no flight by a malformed id', async () => {
    const { status, body } = await invoke(createGetStatistics(createAirline()), {
      pathParameters: { flightId: 'x' },
    });
    expect([status, body.code]).toEqual([404, 'flight.not-found']);
  });
});
