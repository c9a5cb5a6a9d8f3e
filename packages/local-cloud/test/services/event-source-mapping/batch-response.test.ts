import { describe, expect, it } from 'vitest';
import { parseBatchResponse } from '../../../src/services/event-source-mapping/batch-response.ts';

const parse = (response: string) => parseBatchResponse(Buffer.from(response), ['a', 'b']);

describe('success', () => {
  it.each(['', 'null', '{}', '{"batchItemFailures":null}', '{"batchItemFailures":[]}', '{"other":1}'])(
    '%s',
    (response) => {
      expect(parse(response)).toEqual({ failedIds: [] });
    },
  );
});

it.each([
  [['a'], '{"batchItemFailures":[{"itemIdentifier":"a"}]}'],
  [['b', 'a'], '{"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"a"}]}'],
  [['a', 'a'], '{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"a"}]}'],
])('failure of %j', (failedIds, response) => {
  expect(parse(response)).toEqual({ failedIds });
});

describe('failure of all', () => {
  it.each([
    ['The answer is no object.', '"ok"'],
    ['The answer is no object.', '42'],
    ['The answer is no object.', 'no JSON'],
    ['batchItemFailures is no list.', '{"batchItemFailures":{"itemIdentifier":"a"}}'],
    ['The itemIdentifier "" is of no message in the batch.', '{"batchItemFailures":[{"itemIdentifier":""}]}'],
    [
      'The itemIdentifier null is of no message in the batch.',
      '{"batchItemFailures":[{"itemIdentifier":null}]}',
    ],
    [
      'The itemIdentifier "c" is of no message in the batch.',
      '{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"c"}]}',
    ],
    ['A batch item failure has no itemIdentifier.', '{"batchItemFailures":[{"id":"a"}]}'],
    ['A batch item failure has no itemIdentifier.', '{"batchItemFailures":["a"]}'],
    ['A batch item failure has no itemIdentifier.', '{"batchItemFailures":[null]}'],
  ])('%s %s', (malformed, response) => {
    expect(parse(response)).toEqual({ malformed });
  });
});
