import { setTimeout } from 'node:timers/promises';
import { specialFlights } from '@unlith/shared-model/seed';
import { getLocation, type StageClient } from './stage-client.ts';

const seatPoints = 99;
const patienceMs = 10_000;

/**
 * Milliseconds from sending a booking to the first answer that shows its points: through the table's stream, pipe, bus,
 * rule, queue and function. Looks every few milliseconds; the booking is cancelled again, and that awaited, untimed.
 */
export async function timePointsCredited(client: StageClient): Promise<number> {
  const before = await readPoints(client);
  const passengers = [{ firstName: 'Ada', lastName: 'Lovelace' }];
  const start = performance.now();
  const booked = await client.send(
    client.request('POST', '/api/bookings', { flightId: specialFlights.ordinary, passengers }),
  );
  await waitForPoints(client, before + seatPoints);
  const durationMs = performance.now() - start;
  await client.send(client.request('DELETE', getLocation(booked)));
  await waitForPoints(client, before);
  return durationMs;
}

async function waitForPoints(client: StageClient, points: number): Promise<void> {
  const deadlineMs = performance.now() + patienceMs;
  while ((await readPoints(client)) !== points) {
    if (performance.now() > deadlineMs)
      throw new Error(`${client.stage} shows no ${points} points within ${patienceMs} ms`);
    await setTimeout(2);
  }
}

async function readPoints(client: StageClient): Promise<number> {
  const { body } = await client.send(client.request('GET', '/api/loyalty'));
  return (JSON.parse(Buffer.from(body).toString()) as { points: number }).points;
}
