import { expect, it } from 'vitest';
import { createDeliveryRecorder } from '../src/deliveries.ts';

it('keeps what buses and queues take, and what nobody could work off, without ids and times', () => {
  const recorder = createDeliveryRecorder();
  const [queue, messageId, body] = ['accruals', 'a-1', '{"points":99}'];
  recorder.onEvent({
    type: 'events.received',
    bus: 'arn:aws:events:eu-west-1:123456789012:event-bus/airline',
    eventId: 'e-1',
    source: 'airline.bookings',
    detailType: 'BookingRecorded',
    detail: { version: 1 },
    rules: ['accrue'],
  });
  recorder.onEvent({
    type: 'sqs.request',
    principal: 'accrue',
    operation: 'ReceiveMessage',
    queue,
    outcome: 'allowed',
  });
  recorder.onEvent({ type: 'sqs.sent', queue, messageId, body });
  recorder.onEvent({ type: 'sqs.dead-lettered', queue, messageId, body, receiveCount: 3 });
  expect(recorder.events).toEqual([
    {
      bus: 'arn:aws:events:eu-west-1:123456789012:event-bus/airline',
      source: 'airline.bookings',
      detailType: 'BookingRecorded',
      detail: { version: 1 },
    },
  ]);
  expect(recorder.messages).toEqual([
    { queue, body, isDeadLetter: false },
    { queue, body, isDeadLetter: true },
  ]);
});
