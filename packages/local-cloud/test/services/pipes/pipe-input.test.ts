import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePipeInput } from '../../../src/services/pipes/pipe-input.ts';

const facts = {
  pipeArn: 'arn:aws:pipes:us-east-1:123456789012:pipe/example',
  pipeName: 'example',
  sourceArn: 'arn:source',
  targetArn: 'arn:target',
  ingestionTime: '2026-11-22T12:00:00.000Z',
};

const record = {
  eventName: 'INSERT',
  dynamodb: {
    NewImage: {
      id: { S: 'B1' },
      seats: { N: '2' },
      price: { N: '12.5' },
      huge: { N: '12345678901234567890' },
      paid: { BOOL: true },
      roles: { L: [{ S: 'a' }, { S: 'b' }] },
      quoted: { S: 'say "hi"' },
    },
  },
};

const render = (template: string, value: unknown = record) =>
  parsePipeInput(template, expect.fail)(value, facts);

it.each<[string, string]>([
  ['{"id": <$.dynamodb.NewImage.id.S>}', '{"id":"B1"}'],
  ['{"id": "<$.dynamodb.NewImage.id.S>"}', '{"id":"B1"}'],
  [
    '{"seats": <$.dynamodb.NewImage.seats.N>, "price": <$.dynamodb.NewImage.price.N>}',
    '{"seats":2,"price":12.5}',
  ],
  ['{"seats": "<$.dynamodb.NewImage.seats.N>"}', '{"seats":"2"}'],
  ['{"huge": <$.dynamodb.NewImage.huge.N>}', '{"huge":"12345678901234567890"}'],
  ['{"paid": <$.dynamodb.NewImage.paid.BOOL>}', '{"paid":true}'],
  [
    '{"roles": [<$.dynamodb.NewImage.roles.L.0.S>,<$.dynamodb.NewImage.roles.L[1].S>]}',
    '{"roles":["a","b"]}',
  ],
  ['{"roles": <$.dynamodb.NewImage.roles.L>}', '{"roles":[{"S":"a"},{"S":"b"}]}'],
  ['{"text": "he said <$.dynamodb.NewImage.quoted.S>"}', '{"text":"he said say \\"hi\\""}'],
  ['{"missing": <$.dynamodb.OldImage.id.S>}', '{"missing":""}'],
  ['"Hello, <$.dynamodb.NewImage.id.S>"', '"Hello, B1"'],
  ['<$.dynamodb.NewImage.id.S>', 'B1'],
  ['<$.dynamodb.NewImage.id>', '{S:B1}'],
  [
    '{"pipe": <aws.pipes.pipe-name>, "arn": <aws.pipes.pipe-arn>, "at": <aws.pipes.event.ingestion-time>}',
    `{"pipe":"example","arn":"${facts.pipeArn}","at":"${facts.ingestionTime}"}`,
  ],
  ['{"all": <aws.pipes.event.json>}', JSON.stringify({ all: record })],
  ['{"a": "<b>"}', '{"a":"<b>"}'],
])('%s', (template, expected) => expect(render(template)).toBe(expected));

it('without a template the target gets the record', () => {
  expect(parsePipeInput(undefined, expect.fail)(record, facts)).toBe(JSON.stringify(record));
});

it.each(['{"a": <$.a[?(@.b)]>}', '{"a": <aws.pipes.nothing>}'])('AWS refuses %s', (template) => {
  const faults: string[] = [];
  parsePipeInput(template, (fault) => faults.push(fault));
  expect(faults).toHaveLength(1);
});

it('a value keeps its type without quotes, its text within them, and never breaks the JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, text) => {
      const output = JSON.parse(render('{"value": <$.value>, "text": "<$.text>"}', { value, text }));
      expect(output).toEqual({ value: JSON.parse(JSON.stringify(value)), text });
    }),
  );
});
