import { expect, it, vi } from 'vitest';
import { createEventsHandler } from '../../../src/services/events/handler.ts';
import { type PutEventsEntry, planEntry } from '../../../src/services/events/put-events.ts';
import { stack } from '../../resource.ts';

const entry = { Source: 'a', DetailType: 't', Detail: '{}' };
const nowMs = Date.UTC(2026, 10, 22, 12);
const plan = (more: PutEventsEntry) => planEntry({ ...entry, ...more }, { ...stack, nowMs });

it.each<[PutEventsEntry, string]>([
  [{ Source: '' }, 'InvalidArgument'],
  [{ DetailType: '' }, 'InvalidArgument'],
  [{ Detail: '' }, 'InvalidArgument'],
  [{ Detail: '[]' }, 'MalformedDetail'],
  [{ Detail: '{' }, 'MalformedDetail'],
  [{ Source: 'aws.s3' }, 'NotAuthorizedForSource'],
  // What a pipe makes of a `Time` that leads to no time.
  [{ Time: Number.NaN }, 'InvalidArgument'],
  [{ Time: 1e15 }, 'InvalidArgument'],
])('an entry with %j fails', (more, code) => {
  expect(plan(more).fault).toMatchObject({ ErrorCode: code });
});

it.each([
  [undefined, '2026-11-22T12:00:00Z'],
  [0, '1970-01-01T00:00:00Z'],
  [1_795_350_000.5, '2026-11-22T12:20:00Z'],
])('an event of the time %d is of %s', (Time, time) => {
  expect(plan(Time === undefined ? {} : { Time })).toMatchObject({ event: { time } });
});

it.each([
  [{ Source: 1 }],
  [{ Detail: {} }],
  [{ Time: '2026-11-22' }],
  [{ Resources: 'arn' }],
  [{ Resources: [1] }],
])('an entry with %j puts none of its request', async (more) => {
  const putEvents = vi.fn();
  const body = Buffer.from(JSON.stringify({ Entries: [entry, { ...entry, ...more }] }));
  const request = { method: 'POST', url: '/', headers: { 'x-amz-target': 'AWSEvents.PutEvents' }, body };
  const answer = await createEventsHandler(putEvents).answer({ request } as never);
  expect([answer.status, JSON.parse(String(answer.body)).__type]).toEqual([
    400,
    expect.stringContaining('SerializationException'),
  ]);
  expect(putEvents).not.toHaveBeenCalled();
});
