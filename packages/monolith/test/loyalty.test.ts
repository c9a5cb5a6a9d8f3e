import { specialFlights } from '@unlith/shared-model/seed';
import { describe, expect, it } from 'vitest';
import { useTestApp } from './use-test-app.ts';

const ada = { firstName: 'Ada', lastName: 'Lovelace' };
const flightId = specialFlights.ordinary; // 99 euros a seat
const test = useTestApp();

/** A customer of their own for each test, with a fresh account. */
async function customer(name: string) {
  const authorization = `Bearer ${await test.issuer.sign(name)}`;
  const call = (method: string, path: string) => test.call(method, path, { authorization });
  return {
    call,
    book: (seats: number, payWith?: string) =>
      call('POST', '/api/bookings').send({ flightId, passengers: Array(seats).fill(ada), payWith }),
    points: async () => (await call('GET', '/api/loyalty')).body.points,
    entries: async () =>
      (await call('GET', '/api/loyalty/entries')).body.items.map(
        ({ kind, points }: { kind: string; points: number }) => `${kind} ${points}`,
      ),
  };
}

describe('points', () => {
  it('are there from the start, and told to their owner alone', async () => {
    const alma = await customer('alma');
    expect((await alma.call('GET', '/api/loyalty')).body).toEqual({ customerId: 'alma', points: 50_000 });
    for (const path of ['/api/loyalty', '/api/loyalty/entries']) {
      expect((await test.call('GET', path)).status).toBe(401);
      expect((await alma.call('HEAD', path)).status).toBe(200);
    }
  });

  it('are earned by card, one for each euro, and gone when the booking is', async () => {
    const bert = await customer('bert');
    const { body } = await bert.book(2);
    expect([body.payWith, await bert.points()]).toEqual(['card', 50_198]);
    await bert.call('PATCH', `/api/bookings/${body.bookingId}`).send({ passengers: [ada] });
    expect(await bert.points()).toBe(50_099);
    await bert.call('DELETE', `/api/bookings/${body.bookingId}`);
    expect(await bert.entries()).toEqual(['accrual -99', 'accrual -99', 'accrual 198', 'welcome 50000']);
  });

  it('pay for bookings, follow their price, and come back', async () => {
    const cleo = await customer('cleo');
    const { body } = await cleo.book(1, 'points');
    const path = `/api/bookings/${body.bookingId}`;
    expect([body.payWith, await cleo.points()]).toEqual(['points', 40_100]);
    await cleo.call('PATCH', path).send({ passengers: [ada, ada, ada] });
    expect(await cleo.points()).toBe(20_300);
    await cleo.call('PATCH', path).send({ passengers: [ada, ada] });
    expect(await cleo.points()).toBe(30_200);
    await cleo.call('DELETE', path);
    expect(await cleo.entries()).toEqual([
      'refund 19800',
      'refund 9900',
      'debit -19800',
      'debit -9900',
      'welcome 50000',
    ]);
  });

  it('that are too few book nothing', async () => {
    const dave = await customer('dave');
    const { status, body } = await dave.book(6, 'points');
    expect([status, body.code]).toEqual([402, 'loyalty.insufficient-points']);
    expect(await dave.entries()).toEqual(['welcome 50000']);
    expect((await dave.call('GET', '/api/bookings')).body.items).toEqual([]);
  });

  it('have no private route here', async () => {
    const { call } = await customer('eve');
    const path = '/internal/loyalty/eve/refunds';
    expect((await call('POST', path).send({ points: 1 })).text).toBe('{"message":"Not Found"}');
  });
});

describe('statistics', () => {
  it('count what is booked, changed and cancelled', async () => {
    const path = `/api/flights/${specialFlights.fiftySeats}/statistics`;
    const nothing = { confirmedBookings: 0, cancelledBookings: 0, seatsSold: 0, revenueCents: 0 };
    const flight = { flightId: specialFlights.fiftySeats };
    expect((await test.call('GET', path)).body).toEqual({ ...flight, ...nothing });

    const order = { ...flight, passengers: [ada, ada] };
    const { body } = await test.asAlice('POST', '/api/bookings').send(order);
    const sold = { ...nothing, confirmedBookings: 1, seatsSold: 2, revenueCents: 19_800 };
    expect((await test.call('GET', path)).body).toEqual({ ...flight, ...sold });

    await test.asAlice('DELETE', `/api/bookings/${body.bookingId}`);
    expect((await test.call('GET', path)).body).toEqual({ ...flight, ...nothing, cancelledBookings: 1 });
  });

  it('are not those of what cannot be a flight', async () => {
    const { status, body } = await test.call('GET', '/api/flights/x/statistics');
    expect([status, body.code]).toEqual([404, 'flight.not-found']);
  });
});
