import type { CloudEvent } from '@unlith/local-cloud';
import { describe, expect, it } from 'vitest';
import { formatEvent } from '../src/format-event.ts';

const invocation = {
  type: 'lambda.invocation-finished',
  function: 'f',
  pid: 1,
  requestId: 'r',
  durationMs: 1,
} as const;

describe('what unlith up shows', () => {
  it.each<[string, CloudEvent, string | undefined]>([
    ['a function’s line', { type: 'lambda.log', function: 'f', line: 'hello' }, 'f: hello'],
    ['an invocation that failed', { ...invocation, errorType: 'Sandbox.Timedout' }, 'f: Sandbox.Timedout'],
    ['not one that succeeded', invocation, undefined],
    [
      'a fault',
      { type: 'fault.struck', kind: 'throttle-table', target: 't' },
      'fault.struck {"kind":"throttle-table","target":"t"}',
    ],
    [
      'not an ordinary request',
      { type: 'dynamodb.answered', principal: 'f', operation: 'GetItem', status: 200 },
      undefined,
    ],
  ])('%s', (_, event, line) => {
    expect(formatEvent(event)).toBe(line);
  });
});
