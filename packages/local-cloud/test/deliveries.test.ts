import { expect, it } from 'vitest';
import { createDeliveryRecorder } from '../src/deliveries.ts';
import type { CloudEvent } from '../src/events.ts';

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

it('knows which messages no function has answered for', () => {
  const { onEvent, underWay } = createDeliveryRecorder();
  const mapping = { function: 'accrue', queue: 'accruals' };
  onEvent({ type: 'mapping.started', ...mapping });
  for (const messageId of ['a-1', 'a-2', 'a-3'])
    onEvent({ type: 'sqs.sent', queue: 'accruals', messageId, body: '{}' });
  onEvent({ type: 'mapping.delivered', ...mapping, messageIds: ['a-1'], failedIds: [] });
  onEvent({
    type: 'mapping.batch-failed',
    ...mapping,
    messageIds: ['a-2'],
    errorType: 'E',
    errorMessage: '',
  });
  expect([...underWay]).toEqual(['a-3']);
});

it('waits for no message that no function receives', async () => {
  const { onEvent, underWay } = createDeliveryRecorder();
  const mapping = { function: 'accrue', queue: 'accruals' };
  onEvent({ type: 'sqs.sent', queue: 'accruals-dead', messageId: 'a-1', body: '{}' });
  onEvent({ type: 'mapping.started', ...mapping });
  onEvent({ type: 'sqs.dead-lettered', queue: 'accruals', messageId: 'a-2', body: '{}', receiveCount: 3 });
  const refused = { errorType: 'AccessDenied', errorMessage: '' };
  onEvent({ type: 'mapping.failed', ...mapping, operation: 'ReceiveMessage', ...refused });
  onEvent({ type: 'sqs.sent', queue: 'accruals', messageId: 'a-3', body: '{}' });
  expect([...underWay]).toEqual([]);
});

it('forgets what was said, not what is under way', () => {
  const { onEvent, clear, messages, underWay } = createDeliveryRecorder();
  onEvent({ type: 'mapping.started', function: 'accrue', queue: 'accruals' });
  onEvent({ type: 'sqs.sent', queue: 'accruals', messageId: 'a-1', body: '{}' });
  clear();
  expect([messages, [...underWay]]).toEqual([[], ['a-1']]);
});

it.each([
  [
    'a stream is behind its table',
    { type: 'dynamodb.stream-behind', table: 'bookings' },
    { type: 'dynamodb.stream-caught-up', table: 'bookings' },
  ],
  [
    'a function is at work',
    { type: 'lambda.invocation-started', function: 'accrue', pid: 1, requestId: 'r-1' },
    { type: 'lambda.invocation-finished', function: 'accrue', pid: 1, requestId: 'r-1', durationMs: 1 },
  ],
  [
    'a message lies in a queue',
    { type: 'sqs.sent', queue: 'accruals', messageId: 'a-1', body: '{}' },
    { type: 'mapping.delivered', function: 'accrue', queue: 'accruals', messageIds: ['a-1'], failedIds: [] },
  ],
] satisfies [string, CloudEvent, CloudEvent][])('is at rest, but not while %s', async (_, begins, ends) => {
  const { onEvent, atRest } = createDeliveryRecorder();
  onEvent({ type: 'mapping.started', function: 'accrue', queue: 'accruals' });
  expect(await atRest(0)).toBe(true);
  onEvent(begins);
  expect(await atRest(0)).toBe(false);
  const resting = atRest(60_000);
  onEvent(ends);
  expect(await resting).toBe(true);
});
