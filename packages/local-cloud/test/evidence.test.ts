import { expect, it } from 'vitest';
import { createEvidenceRecorder, type StartedFunction } from '../src/index.ts';

const started = {
  name: 'Stage-getflights-1A2B',
  constructPath: 'Stage/Api/get-flights/Function',
  variables: {
    LOG_LEVEL: 'info',
    FLIGHTS_TABLE: 'Flights-1A2B',
    BUS: 'arn:aws:events:eu-west-1:123456789012:event-bus/air',
    QUEUE_URL: 'http://127.0.0.1:4000/123456789012/Orders',
  },
} as unknown as StartedFunction;

const nameOf = ({ constructPath }: StartedFunction) => constructPath.split('/').at(-2);

/** Seen by a function, `get-flights` in the evidence. */
function record(...permissions: [action: string, resource: string][]) {
  const recorder = createEvidenceRecorder();
  for (const [action, resource] of permissions) {
    recorder.onEvent({ type: 'iam.permission-used', principal: started.name, action, resource });
  }
  return recorder.collect([started], nameOf).seen.map((each) => `${each.action} ${each.resource}`);
}

it.each([
  [
    'a table',
    'dynamodb:GetItem',
    'arn:aws:dynamodb:eu-west-1:123456789012:table/Flights-1A2B',
    'FLIGHTS_TABLE',
    '',
  ],
  [
    'an index',
    'dynamodb:Query',
    'arn:aws:dynamodb:eu-west-1:123456789012:table/Flights-1A2B/index/by-day',
    'FLIGHTS_TABLE',
    '/index/by-day',
  ],
  ['a bus', 'events:PutEvents', 'arn:aws:events:eu-west-1:123456789012:event-bus/air', 'BUS', ''],
  ['a queue', 'sqs:SendMessage', 'arn:aws:sqs:eu-west-1:123456789012:Orders', 'QUEUE_URL', ''],
])('names %s by its variable', (_, action, arn, variable, rest) => {
  expect(record([action, arn])).toEqual([`${action} \${${variable}}${rest}`]);
});

it('keeps the ARN of what no variable names', () => {
  const other = 'arn:aws:dynamodb:eu-west-1:123456789012:table/Flights';
  expect(record(['dynamodb:Scan', other])).toEqual([`dynamodb:Scan ${other}`]);
});

it('is sorted, and has everything once', () => {
  const bus = 'arn:aws:events:eu-west-1:123456789012:event-bus/air';
  expect(record(['b:Two', bus], ['a:One', bus], ['b:Two', bus])).toHaveLength(2);
  expect(record(['b:Two', bus], ['a:One', bus])).toEqual(record(['a:One', bus], ['b:Two', bus]));
});

it('leaves out whom the caller does not name', () => {
  const recorder = createEvidenceRecorder();
  const used = {
    type: 'iam.permission-used',
    principal: started.name,
    action: 'a:One',
    resource: '*',
  } as const;
  recorder.onEvent(used);
  recorder.onEvent({ ...used, principal: 'somebody else' });
  expect(recorder.collect([started], () => undefined).seen).toEqual([]);
  expect(recorder.collect([started], nameOf).seen).toHaveLength(1);
});
