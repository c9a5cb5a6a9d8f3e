import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffExchange } from '../src/compare/diff-exchange.ts';
import { compare, type Json, type Playthrough } from '../src/index.ts';
import { toPlaythrough } from './support/playthroughs.ts';
import { strict } from './support/rules.ts';

/** Documents in which `{ id: n }` stands for the nth id, wherever it occurs. */
type Template =
  | { readonly id: number }
  | { readonly leaf: Json }
  | { readonly fields: Record<string, Template> }
  | { readonly list: Template[] };

const idCount = 4;
const { template } = fc.letrec<{ template: Template }>((tie) => ({
  template: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ id: fc.nat(idCount - 1) }),
    fc.record({
      leaf: fc.oneof(
        fc.string(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
      ),
    }),
    fc.record({ fields: fc.dictionary(fc.string(), tie('template'), { maxKeys: 4, noNullPrototype: true }) }),
    fc.record({ list: fc.array(tie('template'), { maxLength: 4 }) }),
  ),
}));

const crockford = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const ulid = fc
  .array(fc.constantFrom(...crockford), { minLength: 25, maxLength: 25 })
  .map((rest) => `0${rest.join('')}`);
/** Three sides' ids, each for the same things. */
const sides = fc
  .uniqueArray(ulid, { minLength: 3 * idCount, maxLength: 3 * idCount })
  .map((ids) => [ids.slice(0, idCount), ids.slice(idCount, 2 * idCount), ids.slice(2 * idCount)] as const);

function render(document: Template, ids: readonly string[]): Json {
  if ('id' in document) return `/things/${ids[document.id]}`;
  if ('leaf' in document) return document.leaf;
  if ('list' in document) return document.list.map((item) => render(item, ids));
  return Object.fromEntries(Object.entries(document.fields).map(([key, value]) => [key, render(value, ids)]));
}

/** First every id is shown once, then the document is. */
function toSide(ids: readonly string[], ...documents: Json[]): Playthrough {
  return toPlaythrough([{ body: [...ids] }, ...documents.map((body) => ({ body }))]);
}

describe('compare', () => {
  it('finds nothing between a playthrough and itself', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (bodies) => {
        const side = toPlaythrough(bodies.map((body) => ({ body: body as Json })));
        expect(compare({ baseline: side, calibration: side, candidate: side }).findings).toEqual([]);
        expect(compare({ baseline: side, candidate: side }).findings).toEqual([]);
      }),
    );
  });

  it('finds nothing where only ids are renamed, one-to-one', () => {
    fc.assert(
      fc.property(sides, fc.array(template), ([one, two, three], documents) => {
        const [baseline, calibration, candidate] = [one, two, three].map((ids) =>
          toSide(ids, ...documents.map((document) => render(document, ids))),
        ) as [Playthrough, Playthrough, Playthrough];
        expect(compare({ baseline, calibration, candidate }).findings).toEqual([]);
      }),
    );
  });

  it('finds any other single change', () => {
    fc.assert(
      fc.property(sides, template, fc.nat(), fc.jsonValue(), ([one, two, three], document, at, value) => {
        const right = render(document, three);
        const wrong = replaceNth(right, at, value as Json);
        fc.pre(JSON.stringify(right) !== JSON.stringify(wrong));
        const report = compare({
          baseline: toSide(one, render(document, one)),
          calibration: toSide(two, render(document, two)),
          candidate: toSide(three, wrong),
        });
        expect(report.findings).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('finds an id in the place of another', () => {
    fc.assert(
      fc.property(sides, fc.nat(idCount - 1), fc.nat(idCount - 1), ([one, two, three], wanted, found) => {
        fc.pre(wanted !== found);
        const { findings } = compare({
          baseline: toSide(one, { id: one[wanted] as string }),
          calibration: toSide(two, { id: two[wanted] as string }),
          candidate: toSide(three, { id: three[found] as string }),
        });
        expect(findings.map(({ code, where }) => `${code} ${where}`)).toEqual([
          'parity.id-mismatch body:/id',
        ]);
      }),
    );
  });

  it('refuses to call a baseline stable that is not', () => {
    const side = (text: string) => toPlaythrough([{ body: { text } }]);
    const { findings } = compare({
      baseline: side('one'),
      calibration: side('two'),
      candidate: side('three'),
    });
    expect(findings.map(({ code, where }) => `${code} ${where}`)).toEqual([
      'parity.unstable-baseline body:/text',
    ]);
  });
});

describe('diffExchange', () => {
  const answer = fc.record({
    status: fc.constantFrom(200, 404),
    headers: fc.array(
      fc.tuple(fc.constantFrom('etag', 'vary', 'set-cookie'), fc.constantFrom('a', 'b=1; path=/', 'b=2')),
      { maxLength: 3 },
    ),
    body: fc.jsonValue(),
  });

  it('sees the same places from both sides', () => {
    const mirrored: Record<string, string> = { missing: 'added', added: 'missing' };
    fc.assert(
      fc.property(answer, answer, (one, other) => {
        const [left, right] = [one, other].map((stated) => {
          const step = toPlaythrough([{ ...stated, body: stated.body as Json }]).scenarios[0]?.steps[0];
          if (step?.outcome !== 'answered') throw new Error('answered as stated');
          return step.response;
        }) as [Parameters<typeof diffExchange>[0], Parameters<typeof diffExchange>[0]];
        const there = diffExchange(left, right, strict).map(({ code, where }) => `${where} ${code}`);
        const back = diffExchange(right, left, strict).map(
          ({ code, where }) => `${where} ${code.replace(/missing|added/, (word) => mirrored[word] ?? word)}`,
        );
        expect(there.sort()).toEqual(back.sort());
      }),
    );
  });
});

/** Replaces the nth value of a document, counted depth first. */
function replaceNth(document: Json, nth: number, value: Json): Json {
  const count = (part: Json): number =>
    1 +
    (typeof part === 'object' && part !== null
      ? Object.values(part).reduce((sum: number, inner) => sum + count(inner), 0)
      : 0);
  let left = nth % count(document);
  const walk = (part: Json): Json => {
    if (left-- === 0) return value;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(document);
}
