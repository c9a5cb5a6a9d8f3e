import { specialFlights } from '@unlith/shared-model/seed';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createLocalCredentials } from '../src/credentials.ts';
import { listLocalStages } from '../src/local-stages.ts';
import { stageStacks, startSeeded } from '../src/side-by-side.ts';
import { getStage } from '../src/stages.ts';

type Cloud = Awaited<ReturnType<typeof startSeeded>>;

/** The gateway gives a function 30 s. On a busy machine the last of 200 may wait longer, and ask again. */
const gatewayTimedOut = '{"message":"Service Unavailable"}';

let cloud: Cloud;
beforeAll(async () => {
  // Each waiting request would get an environment of its own; a laptop has room for so many.
  cloud = await startSeeded({ assembly: inject('assembly'), stacks: stageStacks, maxEnvironments: 8 });
});
afterAll(() => cloud?.close());

describe.each(['Monolith', 'Split'])('%s, 200 customers at once for 50 seats', (stage) => {
  it('confirms exactly 50, refuses the rest with 409, and has none left', async () => {
    const { url } = getStage(listLocalStages(cloud), stage);
    const credentials = createLocalCredentials(cloud);
    const book = async (customer: number): Promise<number> => {
      const { status, text } = await supertest(url)
        .post('/api/bookings')
        .set('authorization', `Bearer ${await credentials(`customer-${customer}`)}`)
        .set('idempotency-key', 'once')
        .send({
          flightId: specialFlights.fiftySeats,
          passengers: [{ firstName: 'Ada', lastName: 'Lovelace' }],
        });
      return text === gatewayTimedOut ? book(customer) : status;
    };

    const statuses = await Promise.all(Array.from({ length: 200 }, (_, customer) => book(customer)));

    expect(countBy(statuses)).toEqual({ 201: 50, 409: 150 });
    const { body } = await supertest(url).get(`/api/flights/${specialFlights.fiftySeats}/availability`);
    expect(body).toEqual({ flightId: specialFlights.fiftySeats, capacity: 50, available: 0 });
  });
});

function countBy(values: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
