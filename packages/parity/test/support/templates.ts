import fc from 'fast-check';
import type { Json } from '../../src/index.ts';

/** Documents in which `{ id: n }` stands for the nth id, wherever it occurs. */
export type Template =
  | { readonly id: number }
  | { readonly leaf: Json }
  | { readonly fields: Record<string, Template> }
  | { readonly list: readonly Template[] };

export const idCount = 4;

const leaf = fc.record({
  leaf: fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  ),
});

export const { template } = fc.letrec<{ template: Template }>((tie) => ({
  template: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ id: fc.nat(idCount - 1) }),
    leaf,
    fc.record({ fields: fc.dictionary(fc.string(), tie('template'), { maxKeys: 4, noNullPrototype: true }) }),
    fc.record({ list: fc.array(tie('template'), { maxLength: 4 }) }),
  ),
}));

const crockford = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const ulid = fc
  .array(fc.constantFrom(...crockford), { minLength: 25, maxLength: 25 })
  .map((rest) => `0${rest.join('')}`);

type Ids = readonly string[];

/** Three sides' ids, each for the same things. */
export const sides: fc.Arbitrary<readonly [Ids, Ids, Ids]> = fc
  .uniqueArray(ulid, { minLength: 3 * idCount, maxLength: 3 * idCount })
  .map((ids) => [ids.slice(0, idCount), ids.slice(idCount, 2 * idCount), ids.slice(2 * idCount)]);

/** A document with one side's ids. */
export function render(document: Template, ids: Ids): Json {
  if ('id' in document) return `/things/${ids[document.id]}`;
  if ('leaf' in document) return document.leaf;
  if ('list' in document) return document.list.map((item) => render(item, ids));
  return Object.fromEntries(Object.entries(document.fields).map(([key, value]) => [key, render(value, ids)]));
}

/** Every document that one change makes of another: a value, a field or an element put in, left out or changed, two elements swapped. */
export function listChanges(document: Template, other: Template): Template[] {
  if ('list' in document) return listListChanges(document.list, other).map((list) => ({ list }));
  if ('fields' in document) return listFieldChanges(document.fields, other).map((fields) => ({ fields }));
  return 'id' in document ? [{ id: (document.id + 1) % idCount }, other] : [other];
}

function listListChanges(list: readonly Template[], other: Template): Template[][] {
  const changes = list.flatMap((item, index) => [
    ...listChanges(item, other).map((changed) => list.with(index, changed)),
    list.toSpliced(index, 1),
    list.toSpliced(index, 0, other),
    ...(index > 0 ? [list.with(index, list[index - 1] as Template).with(index - 1, item)] : []),
  ]);
  return [...changes, [...list, other]];
}

function listFieldChanges(fields: Record<string, Template>, other: Template): Record<string, Template>[] {
  const changes = Object.entries(fields).flatMap(([key, value]) => {
    const { [key]: _, ...rest } = fields;
    return [...listChanges(value, other).map((changed) => ({ ...fields, [key]: changed })), rest];
  });
  return [...changes, { ...fields, 'a field more': other }];
}
