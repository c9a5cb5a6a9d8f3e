import type { CloudEvent } from '@unlith/local-cloud';
import { specialFlights } from '@unlith/shared-model/seed';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createLocalCredentials } from '../src/credentials.ts';
import { listLocalStages } from '../src/local-stages.ts';
import { stageStacks, startSeeded } from '../src/side-by-side.ts';
import { getStage } from '../src/stages.ts';

let cloud: Awaited<ReturnType<typeof startSeeded>>;
/** What a test does at the very point at which something happens inside the cloud. */
let onEvent: (event: CloudEvent) => void = () => {};
beforeAll(async () => {
  cloud = await startSeeded({
    assembly: inject('assembly'),
    stacks: stageStacks,
    onEvent: (event) => onEvent(event),
  });
});
afterAll(() => cloud?.close());

describe.each(['Monolith', 'Split'])(
  '%s, its function killed after it wrote a booking and before it answered',
  (stage) => {
    it('answers 500, starts afresh, and books once when the customer retries', async () => {
      const { url } = getStage(listLocalStages(cloud), stage);
      const token = await createLocalCredentials(cloud)(`customer-of-${stage}`);
      const book = () =>
        supertest(url)
          .post('/api/bookings')
          .set('authorization', `Bearer ${token}`)
          .set('idempotency-key', 'once')
          .send({
            flightId: specialFlights.ordinary,
            passengers: [{ firstName: 'Ada', lastName: 'Lovelace' }],
          });
      const listBookings = () => supertest(url).get('/api/bookings').set('authorization', `Bearer ${token}`);

      const killed = killAfterWriting();
      const first = await book();
      expect(first.status).toBe(500);
      expect(first.text).toBe('{"message":"Internal Server Error"}');
      expect(killed.pids).toHaveLength(1);

      const started = collectStarts(killed.functions[0] as string);
      const second = await book();
      expect(second.status).toBe(201);
      expect(started.pids).toHaveLength(1);
      expect(started.pids).not.toEqual(killed.pids);

      const third = await book();
      expect(third.body).toEqual(second.body);
      expect((await listBookings()).body.items).toEqual([second.body]);
    });
  },
);

/** Kills the process that wrote the first transaction, at the moment when the database has answered it. */
function killAfterWriting(): { pids: number[]; functions: string[] } {
  const pids: number[] = [];
  const functions: string[] = [];
  onEvent = (event) => {
    if (event.type !== 'dynamodb.answered' || event.operation !== 'TransactWriteItems' || pids.length > 0)
      return;
    const pid = getBusyPid(event.principal);
    pids.push(pid);
    functions.push(event.principal);
    process.kill(pid, 'SIGKILL');
  };
  return { pids, functions };
}

function getBusyPid(functionName: string): number {
  const environments = cloud.functions.find(({ name }) => name === functionName)?.environments();
  const busy = environments?.find(({ state }) => state === 'busy');
  if (!busy) throw new Error(`${functionName} wrote, but no environment of it is busy`);
  return busy.pid;
}

function collectStarts(functionName: string): { pids: number[] } {
  const pids: number[] = [];
  onEvent = (event) => {
    if (event.type === 'lambda.environment-started' && event.function === functionName) pids.push(event.pid);
  };
  return { pids };
}
