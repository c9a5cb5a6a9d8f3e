import { maskNoise } from '../correlate/lexeme.ts';
import { groupBy } from '../group-by.ts';
import type { Json } from '../report/finding.ts';
import { toPointerToken } from '../scenario/json-pointer.ts';
import type { Difference } from './difference.ts';

/**
 * Compares JSON by structure: types, fields, values, and the order of lists; the order of fields means nothing.
 * `where` is the place of the two values, to which JSON pointers are appended.
 */
export function diffJson(baseline: Json, candidate: Json, where: string): Difference[] {
  if (baseline === candidate) return [];
  if (typeOf(baseline) !== typeOf(candidate))
    return [{ code: 'parity.body-type', where, baseline, candidate }];
  if (isList(baseline) && isList(candidate)) return diffLists(baseline, candidate, where);
  if (isRecord(baseline) && isRecord(candidate)) return diffRecords(baseline, candidate, where);
  return [{ code: 'parity.body-value', where, baseline, candidate }];
}

type JsonRecord = { readonly [key: string]: Json };

function diffRecords(baseline: JsonRecord, candidate: JsonRecord, where: string): Difference[] {
  const differences: Difference[] = [];
  for (const key of Object.keys(baseline)) {
    const left = baseline[key] as Json;
    const right = Object.hasOwn(candidate, key) ? candidate[key] : undefined;
    if (left === right) continue;
    const place = `${where}/${toPointerToken(key)}`;
    if (right === undefined)
      differences.push({ code: 'parity.field-missing', where: place, baseline: left, candidate: null });
    else differences.push(...diffJson(left, right, place));
  }
  for (const key of Object.keys(candidate)) {
    if (Object.hasOwn(baseline, key)) continue;
    const added = candidate[key] as Json;
    differences.push({
      code: 'parity.field-added',
      where: `${where}/${toPointerToken(key)}`,
      baseline: null,
      candidate: added,
    });
  }
  return differences;
}

function diffLists(baseline: readonly Json[], candidate: readonly Json[], where: string): Difference[] {
  const shared = Math.min(baseline.length, candidate.length);
  const differences = baseline
    .slice(0, shared)
    .flatMap((left, index) => diffJson(left, candidate[index] as Json, `${where}/${index}`));
  const reordered = differences.length > 0 && findReordering(baseline, candidate);
  if (reordered) return [{ code: 'parity.array-order', where, ...reordered }];
  return [
    ...differences,
    ...baseline.slice(shared).map((left, index): Difference => {
      return {
        code: 'parity.field-missing',
        where: `${where}/${shared + index}`,
        baseline: left,
        candidate: null,
      };
    }),
    ...candidate.slice(shared).map((right, index): Difference => {
      return {
        code: 'parity.field-added',
        where: `${where}/${shared + index}`,
        baseline: null,
        candidate: right,
      };
    }),
  ];
}

/** Where each element went, when the candidate only orders them otherwise; ids and times do not count as elements' marks. */
function findReordering(
  baseline: readonly Json[],
  candidate: readonly Json[],
): Pick<Difference, 'baseline' | 'candidate'> | undefined {
  if (baseline.length !== candidate.length) return undefined;
  const wanted = baseline.map(fingerprint);
  const found = candidate.map(fingerprint);
  if (wanted.every((mark, index) => mark === found[index])) return undefined;
  const places = groupBy([...wanted.keys()], (index) => wanted[index] as string);
  const positions = found.map((mark) => places.get(mark)?.shift());
  if (positions.includes(undefined)) return undefined;
  return { baseline: [...baseline.keys()], candidate: positions as number[] };
}

/** The JSON of a value, with its fields in order and all that may be noise blotted out. */
function fingerprint(value: Json): string {
  return JSON.stringify(value, (_, inner: Json) => {
    if (isRecord(inner))
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (typeof inner !== 'string' && typeof inner !== 'number') return inner;
    const masked = maskNoise(String(inner));
    return masked === String(inner) ? inner : masked;
  });
}

/** A value's type in JSON's own words. */
export function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
