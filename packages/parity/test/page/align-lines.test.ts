import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignLines } from '../../src/page/align-lines.ts';
import type { MessageLine } from '../../src/page/message-lines.ts';

const toLine = (text: string): MessageLine => ({ where: 'body:', key: text, text });
const toFields = (fields: Readonly<Record<string, string>>): MessageLine[] =>
  Object.entries(fields).map(([where, text]) => ({ where, key: where, text }));

describe('lines of two messages', () => {
  it.each<[string, MessageLine[], MessageLine[], [string | undefined, string | undefined][]]>([
    [
      'stand beside each other by their places',
      toFields({ a: '1', b: '2', c: '3' }),
      toFields({ a: '1', c: '4', d: '5' }),
      [
        ['1', '1'],
        ['2', undefined],
        ['3', '4'],
        [undefined, '5'],
      ],
    ],
    [
      'of a text stand beside what took their place',
      ['<p>', 'one', 'two', '</p>'].map(toLine),
      ['<p>', 'eins', '</p>'].map(toLine),
      [
        ['<p>', '<p>'],
        ['one', 'eins'],
        ['two', undefined],
        ['</p>', '</p>'],
      ],
    ],
  ])('%s', (_, baseline, candidate, pairs) => {
    expect(alignLines(baseline, candidate).map(([one, other]) => [one?.text, other?.text])).toEqual(pairs);
  });

  it('are all there, in their order, and beside the same where both sides are the same', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd').map(toLine), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (baseline, candidate) => {
        const pairs = alignLines(baseline, candidate);
        expect(pairs.flatMap(([one]) => one ?? [])).toEqual(baseline);
        expect(pairs.flatMap(([, other]) => other ?? [])).toEqual(candidate);
        expect(alignLines(baseline, baseline)).toEqual(baseline.map((line) => [line, line]));
      }),
    );
  });
});
