import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepNoise } from '../src/correlate/calibration.ts';
import { calibrate, compare, type HeaderLine, type Json, type Playthrough } from '../src/index.ts';
import { type StatedAnswer, toPlaythrough } from './support/playthroughs.ts';
import { idCount, listChanges, render, sides, type Template, template } from './support/templates.ts';

type Ids = readonly string[];

/** First every id is shown once, then the answers are. */
const toSide = (ids: Ids, ...answers: StatedAnswer[]): Playthrough =>
  toPlaythrough([{ body: [...ids] }, ...answers]);

const tell = ({ findings }: ReturnType<typeof compare>) =>
  findings.map(({ code, where }) => `${code} ${where}`);

describe('identity', () => {
  it('gives no findings', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (bodies) => {
        const side = toPlaythrough(bodies.map((body) => ({ body: body as Json })));
        expect(tell(compare({ baseline: side, calibration: side, candidate: side }))).toEqual([]);
        expect(tell(compare({ baseline: side, candidate: side }))).toEqual([]);
      }),
    );
  });
});

describe('renaming ids one-to-one on one side', () => {
  it('gives no findings', () => {
    fc.assert(
      fc.property(sides, fc.array(template), ([one, two, three], documents) => {
        const [baseline, calibration, candidate] = [one, two, three].map((ids) =>
          toSide(ids, ...documents.map((document) => ({ body: render(document, ids) }))),
        ) as [Playthrough, Playthrough, Playthrough];
        expect(tell(compare({ baseline, calibration, candidate }))).toEqual([]);
      }),
    );
  });
});

describe('any other single change', () => {
  const canonical = (value: Json) =>
    JSON.stringify(value, (_, inner: Json) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
        : inner,
    );
  const toSides = ([one, two, three]: readonly [Ids, Ids, Ids], right: Template, wrong: Template) => ({
    baseline: toSide(one, { body: render(right, one) }),
    calibration: toSide(two, { body: render(right, two) }),
    candidate: toSide(three, { body: render(wrong, three) }),
  });

  it('of a document gives one finding', () => {
    fc.assert(
      fc.property(sides, template, template, fc.nat(), (ids, right, other, nth) => {
        const changes = listChanges(right, other);
        const wrong = changes[nth % changes.length] as Template;
        fc.pre(canonical(render(right, ids[0])) !== canonical(render(wrong, ids[0])));
        // Where values of a kind are replaced, their contents change one by one.
        fc.pre(!('fields' in other || 'list' in other));
        expect(tell(compare(toSides(ids, right, wrong)))).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });

  const stated: StatedAnswer = {
    status: 200,
    headers: [
      ['etag', '"1"'],
      ['set-cookie', 'a=1; Path=/; HttpOnly'],
    ],
  };
  const changed = (name: string, line?: string): StatedAnswer => {
    const others = (stated.headers ?? []).filter(([header]) => header !== name);
    return { ...stated, headers: line === undefined ? others : [...others, [name, line] as HeaderLine] };
  };
  it.each<[string, StatedAnswer]>([
    ['a status', { ...stated, status: 201 }],
    ['a header', changed('etag', '"2"')],
    ['a header less', changed('etag')],
    ['a header more', changed('vary', 'accept')],
    ['another media type', changed('content-type', 'text/plain')],
    ['a cookie', changed('set-cookie', 'a=2; Path=/; HttpOnly')],
    ['a cookie less', changed('set-cookie')],
    ['an attribute of a cookie', changed('set-cookie', 'a=1; Path=/b; HttpOnly')],
    ['an attribute of a cookie less', changed('set-cookie', 'a=1; Path=/')],
  ])('of the rest gives one finding: %s', (_, wrong) => {
    fc.assert(
      fc.property(sides, template, ([one, two, three], document) => {
        const findings = tell(
          compare({
            baseline: toSide(one, { ...stated, body: render(document, one) }),
            calibration: toSide(two, { ...stated, body: render(document, two) }),
            candidate: toSide(three, { ...wrong, body: render(document, three) }),
          }),
        );
        expect(findings).toHaveLength(1);
      }),
      { numRuns: 30 },
    );
  });

  it('of an id, wherever it stands, is that of one id', () => {
    fc.assert(
      fc.property(sides, fc.nat(idCount - 1), fc.nat(idCount - 1), (ids, wanted, found) => {
        fc.pre(wanted !== found);
        const toDocument = (id: number): Template => ({ fields: { id: { id }, twice: { id } } });
        expect(tell(compare(toSides(ids, toDocument(wanted), toDocument(found))))).toEqual([
          'parity.id-mismatch body:/id',
        ]);
      }),
    );
  });
});

describe('findings', () => {
  /** Indices of lists are the baseline's, and so no matter of both sides. */
  const mirror = (told: readonly string[], words: Record<string, string> = {}) =>
    told
      .map((each) =>
        each.replace(/missing|added/, (word) => words[word] ?? word).replace(/\/\d+(?=\/|$)/g, '/*'),
      )
      .sort();

  it('are the same from both sides', () => {
    fc.assert(
      fc.property(sides, template, template, ([one, two, three], left, right) => {
        const [baseline, candidate] = [{ body: render(left, one) }, { body: render(right, three) }];
        const there = compare({
          baseline: toSide(one, baseline),
          calibration: toSide(two, { body: render(left, two) }),
          candidate: toSide(three, candidate),
        });
        const back = compare({
          baseline: toSide(three, candidate),
          calibration: toSide(two, { body: render(right, two) }),
          candidate: toSide(one, baseline),
        });
        expect(mirror(tell(back), { missing: 'added', added: 'missing' })).toEqual(mirror(tell(there)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the short cut through what the baseline itself differs in', () => {
  it('changes no finding', () => {
    fc.assert(
      fc.property(sides, template, template, ([one, two, three], left, right) => {
        const baseline = toSide(one, { body: render(left, one) });
        const candidate = toSide(three, { body: render(right, three) });
        const calibration = calibrate(baseline, toSide(two, { body: render(left, two) }));
        // Taken only for the very body that was learnt from, not for a copy.
        const withoutShortCut = ({ expected, ...noise }: StepNoise): StepNoise => ({
          ...noise,
          expected: { ...expected, body: expected.body.slice() },
        });
        const steps = new Map(
          [...calibration.steps].map(([key, noise]) => [key, withoutShortCut(noise)] as const),
        );
        expect(compare({ baseline, candidate, calibration }).findings).toEqual(
          compare({ baseline, candidate, calibration: { ...calibration, steps } }).findings,
        );
      }),
    );
  });
});

describe('the order of a list', () => {
  const shuffled = fc
    .uniqueArray(fc.oneof(fc.integer(), fc.string()), { minLength: 2, maxLength: 6, selector: String })
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))
    .filter(([list, other]) => list.some((value, index) => value !== other[index]));

  it('says nothing where it is declared to, and only there', () => {
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const findings = compare({
          baseline: toPlaythrough([{ body: { loose: list, strict: list } }]),
          candidate: toPlaythrough([{ body: { loose: other, strict: other } }]),
          routes: ['GET /things'],
          orderBlind: [{ route: 'GET /things', place: 'body:/loose' }],
        });
        expect(tell(findings)).toEqual(['parity.array-order body:/strict']);
      }),
    );
  });

  it('says nothing where the baseline changes it itself', () => {
    fc.assert(
      fc.property(sides, shuffled, ([one, two, three], [list, other]) => {
        const at = (ids: Ids, order: readonly Json[]) =>
          toSide(ids, { body: order.map((name) => ({ name, id: ids[0] as string })) });
        const [baseline, calibration] = [at(one, list), at(two, other)];
        expect(tell(compare({ baseline, calibration, candidate: at(three, list.toReversed()) }))).toEqual([]);
      }),
    );
  });
});
