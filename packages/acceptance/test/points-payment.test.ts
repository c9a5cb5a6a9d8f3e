import type { Cloud } from '@unlith/local-cloud';
import { specialFlights } from '@unlith/shared-model/seed';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createLocalCredentials } from '../src/credentials.ts';
import { listLocalStages } from '../src/local-stages.ts';
import { sweepProof } from '../src/perimeter/sweep-proof.ts';
import { splitStacks, startSeeded } from '../src/side-by-side.ts';
import { getStage } from '../src/stages.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startSeeded({ assembly: inject('assembly'), stacks: splitStacks });
});
afterAll(() => cloud?.close());

const welcome = 50_000;
const seatPrice = 9_900;

describe('paying with points', () => {
  it('answers 503 when loyalty cannot be reached; nothing is booked, nothing debited', async () => {
    const customer = await createCustomer('customer-unlucky');
    const faults = cloud.faults.inject({ seed: 1, faults: [{ kind: 'refuse-api' }] });
    const refused = await customer.book('unlucky');
    faults.stop();
    expect([refused.status, refused.type, refused.body.code]).toEqual([
      503,
      'application/problem+json',
      'loyalty.unavailable',
    ]);
    expect(await customer.readBookings()).toEqual([]);
    expect(await customer.readPoints()).toBe(welcome);
    await expect((await customer.book('unlucky')).status).toBe(201);
    expect(await customer.readPoints()).toBe(welcome - seatPrice);
  });

  // Its calls: receipt, pending payment, debit, flight, transaction. Wherever it dies, a retry puts it right.
  it.each([1, 2, 3, 4])(
    'books and debits once when its function dies after its call %i and the customer retries',
    async (afterCalls) => {
      const customer = await createCustomer(`customer-${afterCalls}-of-4`);
      const faults = cloud.faults.inject({
        seed: 1,
        faults: [
          { kind: 'kill-environment', function: '*create-booking*', when: 'during', afterCalls, limit: 1 },
        ],
      });
      const first = await customer.book('once');
      faults.stop();
      expect({ status: first.status, kills: faults.countStrikes()['kill-environment'] }).toEqual({
        status: 500,
        kills: 1,
      });
      const second = await customer.book('once');
      expect(second.status).toBe(201);
      expect(await customer.readBookings()).toEqual([second.body]);
      expect(await customer.readPoints()).toBe(welcome - seatPrice);
    },
  );

  it('is put right by the sweep when nobody retries', async () => {
    expect(await sweepProof(cloud)).toBe(true);
  });
});

async function createCustomer(name: string) {
  const { url } = getStage(listLocalStages(cloud), 'Split');
  const authorization = `Bearer ${await createLocalCredentials(cloud)(name)}`;
  return {
    book: (key: string) =>
      supertest(url)
        .post('/api/bookings')
        .set({ authorization, 'idempotency-key': key })
        .send({
          flightId: specialFlights.ordinary,
          passengers: [{ firstName: 'Ada', lastName: 'Lovelace' }],
          payWith: 'points',
        }),
    readBookings: async () => (await supertest(url).get('/api/bookings').set({ authorization })).body.items,
    readPoints: async () => (await supertest(url).get('/api/loyalty').set({ authorization })).body.points,
  };
}
