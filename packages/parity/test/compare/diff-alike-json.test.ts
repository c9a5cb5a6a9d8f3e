import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffAlikeJson } from '../../src/compare/diff-alike-json.ts';
import { diffJson } from '../../src/compare/diff-json.ts';
import type { Difference } from '../../src/compare/difference.ts';
import { parseJson } from '../../src/compare/exact-json.ts';
import { strict } from '../support/rules.ts';

const diffFast = (baseline: string, candidate: string, expected?: readonly Difference[]) =>
  diffAlikeJson(Buffer.from(baseline), Buffer.from(candidate), { ...strict, expected });
const diffSlowly = (...texts: [baseline: string, candidate: string]) => {
  const [left, right] = texts.map(parseJson);
  if (left === undefined || right === undefined) throw new Error('both are JSON');
  return diffJson([left, right], 'body:', strict);
};

/** What both say, in one order: values list fields named by numbers first. */
const tell = (differences: readonly Difference[] | undefined) =>
  differences?.map(({ span: _, ...said }) => said).sort((a, b) => (a.where < b.where ? -1 : 1));

/** A JSON text of the baseline, of the candidate, or of the baseline's second run. */
type Text = (side: 0 | 1 | 2) => string;

const onEachSide = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<(side: 0 | 1 | 2) => Value> =>
  fc.tuple(value, value, value).map((values) => (side) => values[side]);
const word = fc
  .oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'a', '\u00e9', '\ud83d\ude80', '"\\/', 'a-1'))
  .map((text) => JSON.stringify(text));
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom('0', '-0', '1', '1.0', '1e2', '100', '10', '9007199254740993', '9007199254740992', '0.1'),
);
const other = fc.constantFrom('null', 'true', 'false', '{}', '[]', ' 1', '"a"');
const scalar: fc.Arbitrary<Text> = fc.oneof(onEachSide(word), onEachSide(number));
const leaf: fc.Arbitrary<Text> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  other.map((text) => () => text),
  onEachSide(fc.oneof(word, number, other)),
);
const name = fc
  .oneof(fc.constantFrom('a', 'b', 'a/b~c', '\u00e9', '1', '__proto__'), fc.string())
  .map((text) => JSON.stringify(text));

/** Documents that are built alike on each side, for the most part, with other strings and numbers. */
const { document } = fc.letrec<Record<'document' | 'list' | 'record', Text>>((tie) => ({
  document: fc.oneof({ depthSize: 'small' }, leaf, tie('record'), tie('list')),
  list: fc
    .array(tie('document'), { maxLength: 4 })
    .map((items) => (side) => `[${items.map((item) => item(side)).join(', ')}]`),
  record: fc
    .uniqueArray(fc.tuple(name, tie('document')), { maxLength: 4, selector: ([key]) => key })
    .map((fields) => (side) => `{${fields.map(([key, value]) => `${key}:${value(side)}`).join()}}`),
}));

describe('comparing JSON texts in step', () => {
  it('finds what comparing their values finds, or leaves it to that', () => {
    fc.assert(
      fc.property(document, (text) => {
        const found = diffFast(text(0), text(1));
        if (found) expect(tell(found)).toEqual(tell(diffSlowly(text(0), text(1))));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the same whatever it expects', () => {
    fc.assert(
      fc.property(document, (text) => {
        const expected = diffFast(text(0), text(2));
        expect(tell(diffFast(text(0), text(1), expected))).toEqual(tell(diffFast(text(0), text(1))));
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves nothing to it where strings and numbers differ outside of lists', () => {
    fc.assert(
      fc.property(fc.array(scalar), (values) => {
        const toText: Text = (side) =>
          `{${values.map((value, index) => `"f${index}": {"v":${value(side)}}`).join()}}`;
        expect(tell(diffFast(toText(0), toText(1)))).toEqual(tell(diffSlowly(toText(0), toText(1))));
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
    expect(diffFast(left, right)).toBeUndefined();
  });
});
