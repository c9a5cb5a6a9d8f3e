import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffAlikeJson } from '../../src/compare/diff-alike-json.ts';
import { diffJson } from '../../src/compare/diff-json.ts';
import type { Difference } from '../../src/compare/difference.ts';
import { parseJson } from '../../src/compare/exact-json.ts';
import { nothingKnown } from '../../src/correlate/correlation.ts';
import { strict } from '../support/rules.ts';

/** JSON texts of both sides. */
type Texts = readonly [baseline: string, candidate: string];

const diffFast = (texts: Texts) => {
  const [left, right] = texts.map((text) => Buffer.from(text)) as [Buffer, Buffer];
  return diffAlikeJson(left, right, nothingKnown);
};
const diffSlowly = (texts: Texts) => {
  const [left, right] = texts.map(parseJson);
  if (left === undefined || right === undefined) throw new Error('both are JSON');
  return diffJson([left, right], 'body:', strict);
};

/** Values list fields named by numbers first. */
const inOrder = (differences: readonly Difference[]) =>
  differences.toSorted((a, b) => (a.where < b.where ? -1 : 1));

const word = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', 'a', 'b', '\u00e9', '\ud83d\ude80', '"\\/', 'a-1'),
  )
  .map((text) => JSON.stringify(text));
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom('0', '-0', '1', '1.0', '1e2', '100', '10', '9007199254740993', '9007199254740992', '0.1'),
);
const same = fc
  .constantFrom('null', 'true', 'false', '{}', '[]', ' 1', '"a"')
  .map((text): Texts => [text, text]);
const leaf = fc.oneof(same, fc.tuple(word, word), fc.tuple(number, number), fc.tuple(word, number));
const name = fc.oneof(fc.constantFrom('a', 'b', 'a/b~c', '\u00e9', '1', '__proto__'), fc.string());

const both = (parts: readonly Texts[], join: (side: string[]) => string): Texts => [
  join(parts.map(([left]) => left)),
  join(parts.map(([, right]) => right)),
];
/** Two documents built alike, whose strings and numbers may be others. */
const { alike } = fc.letrec<{ alike: Texts; list: Texts; record: Texts }>((tie) => ({
  alike: fc.oneof({ depthSize: 'small' }, leaf, tie('record'), tie('list')),
  list: fc
    .array(tie('alike'), { maxLength: 4 })
    .map((items) => both(items, (side) => `[${side.join(', ')}]`)),
  record: fc
    .uniqueArray(fc.tuple(name, tie('alike')), { maxLength: 4, selector: ([key]) => key })
    .map((fields) =>
      both(
        fields.map(
          ([key, [left, right]]): Texts => [
            `${JSON.stringify(key)}:${left}`,
            `${JSON.stringify(key)}:${right}`,
          ],
        ),
        (side) => `{${side.join()}}`,
      ),
    ),
}));

describe('comparing JSON texts in step', () => {
  it('finds what comparing their values finds, or leaves it to that', () => {
    fc.assert(
      fc.property(alike, (texts) => {
        const found = diffFast(texts);
        if (found) expect(inOrder(found)).toEqual(inOrder(diffSlowly(texts)));
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves nothing to it where strings and numbers differ outside of lists', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.tuple(word, word), fc.tuple(number, number))), (values) => {
        const texts = both(
          values,
          (side) => `{${side.map((value, index) => `"f${index}": {"v":${value}}`).join()}}`,
        );
        expect(diffFast(texts)).toEqual(diffSlowly(texts));
      }),
    );
  });

  it.each<[string, string, string]>([
    ['another name', '{"a":1}', '{"b":1}'],
    ['another order of fields', '{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['another type', '[1]', '["1"]'],
    ['more white space', '[1]', '[ 1]'],
    ['a longer list', '[1]', '[1,2]'],
    ['another order of a list', '["a","b"]', '["b","a"]'],
    ['a text that goes on', '{"a":1}', '{"a":1} '],
    ['a text that breaks off', '{"a":"b"}', '{"a":"b'],
    ['a string that is none', '["a\\x"]', '["a\\y"]'],
    ['a number that is none', '[01]', '[02]'],
  ])('leaves it to that for %s', (_, left, right) => {
    expect(diffFast([left, right])).toBeUndefined();
  });
});
