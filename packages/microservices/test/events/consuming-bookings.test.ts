import type { BookingRecorded } from '@unlith/shared-model/events';
import { describe, expect, it } from 'vitest';
import { consumingBookings } from '../../src/events/consuming-bookings.ts';
import { useLogLines } from '../log-lines.ts';
import { createQueueEvent, eventBody } from '../queue-event.ts';
import { recorded } from '../recorded.ts';

const logLines = useLogLines();
const body = eventBody(recorded);
const failures = (...messageIds: string[]) => ({
  batchItemFailures: messageIds.map((itemIdentifier) => ({ itemIdentifier })),
});

/** A subscriber who cannot take in the versions given, and what it heard. */
function createSubscriber(...unwelcome: number[]) {
  const heard: BookingRecorded[] = [];
  const consume = consumingBookings(async (event) => {
    heard.push(event);
    if (unwelcome.includes(event.version)) throw new Error('not now');
  });
  return { heard, consume };
}

describe('consumingBookings', () => {
  it('hands events on, in order, and reports no failure', async () => {
    const { heard, consume } = createSubscriber();
    const later = { ...recorded, version: 3 };
    expect(await consume(createQueueEvent(body, eventBody(later)))).toEqual(failures());
    expect(heard).toEqual([recorded, later]);
    expect(logLines()).toEqual([]);
  });

  it('reads numbers as streams write them', async () => {
    const { heard, consume } = createSubscriber();
    const { version, seats, totalCents } = recorded;
    const detail = { ...recorded, version: `${version}`, seats: `${seats}`, totalCents: `${totalCents}` };
    expect(await consume(createQueueEvent(eventBody(detail)))).toEqual(failures());
    expect(heard).toEqual([recorded]);
  });

  it('reports and logs what fails, and goes on with the others', async () => {
    const { heard, consume } = createSubscriber(2);
    const later = eventBody({ ...recorded, version: 3 });
    expect(await consume(createQueueEvent(body, later))).toEqual(failures('m1'));
    expect(heard.map(({ version }) => version)).toEqual([2, 3]);
    const { bookingId, version } = recorded;
    expect(logLines()).toMatchObject([
      { level: 'ERROR', event: 'message.failed', messageId: 'm1', receiveCount: 1, bookingId, version },
    ]);
  });

  it.each([
    ['no JSON', '{'],
    ['no object', 'null'],
    ['no event', '{}'],
    ['no booking', eventBody({})],
    ['an unknown status', eventBody({ ...recorded, status: 'lost' })],
    ['a negative version', eventBody({ ...recorded, version: -1 })],
  ])('reports %s alone, logged as poison', async (_what, poison) => {
    const { heard, consume } = createSubscriber();
    expect(await consume(createQueueEvent(body, poison, body))).toEqual(failures('m2'));
    expect(heard).toEqual([recorded, recorded]);
    expect(logLines()).toMatchObject([
      { level: 'ERROR', event: 'message.poisoned', messageId: 'm2', receiveCount: 1, body: poison },
    ]);
  });

  it('logs no more of poison than a line can bear', async () => {
    const { consume } = createSubscriber();
    await consume(createQueueEvent('x'.repeat(100_000)));
    expect(logLines()).toMatchObject([{ body: 'x'.repeat(1000) }]);
  });
});
