import { toPointerToken } from '../scenario/json-pointer.ts';
import { type Alignment, alignInOrder, alignRegardless } from './align-lists.ts';
import type { DiffRules } from './diff-rules.ts';
import type { Difference } from './difference.ts';
import { type ExactJson, toJson } from './exact-json.ts';
import { createFingerprints, type Fingerprint } from './fingerprint.ts';

type Pair = readonly [baseline: ExactJson, candidate: ExactJson];
type JsonRecord = { readonly [key: string]: ExactJson };

/**
 * Compares JSON by structure: types, fields, values, and the order of lists; the order of fields means nothing.
 * `where` is the place of the two values, to which JSON pointers are appended.
 */
export function diffJson([baseline, candidate]: Pair, where: string, rules: DiffRules): Difference[] {
  if (baseline === candidate) return [];
  if (typeOf(baseline) !== typeOf(candidate))
    return [toDifference('parity.body-type', where, [baseline, candidate])];
  if (isList(baseline) && isList(candidate)) return diffLists([baseline, candidate], where, rules);
  if (isRecord(baseline) && isRecord(candidate)) return diffRecords([baseline, candidate], where, rules);
  // Loosely, so that 1e20 equals its digits.
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint is never strictly equal to a number.
  if (baseline == candidate) return [];
  return [toDifference('parity.body-value', where, [baseline, candidate])];
}

function diffRecords(
  [baseline, candidate]: readonly [JsonRecord, JsonRecord],
  where: string,
  rules: DiffRules,
): Difference[] {
  const differences: Difference[] = [];
  for (const key of Object.keys(baseline)) {
    const left = baseline[key] as ExactJson;
    const right = Object.hasOwn(candidate, key) ? candidate[key] : undefined;
    if (left === right) continue;
    const place = `${where}/${toPointerToken(key)}`;
    if (right === undefined) differences.push(toDifference('parity.field-missing', place, [left, null]));
    else differences.push(...diffJson([left, right], place, rules));
  }
  for (const key of Object.keys(candidate)) {
    if (Object.hasOwn(baseline, key)) continue;
    const place = `${where}/${toPointerToken(key)}`;
    differences.push(toDifference('parity.field-added', place, [null, candidate[key] as ExactJson]));
  }
  return differences;
}

type Lists = readonly [baseline: readonly ExactJson[], candidate: readonly ExactJson[]];

function diffLists([baseline, candidate]: Lists, where: string, rules: DiffRules): Difference[] {
  const diffAligned = (alignment: Alignment) =>
    alignment.flatMap(([left, right]): Difference[] => {
      const place = `${where}/${left ?? right}`;
      if (left === undefined)
        return [toDifference('parity.field-added', place, [null, candidate[right as number] as ExactJson])];
      if (right === undefined)
        return [toDifference('parity.field-missing', place, [baseline[left] as ExactJson, null])];
      return diffJson([baseline[left] as ExactJson, candidate[right] as ExactJson], place, rules);
    });
  // What is in place has been compared once: nested lists must not be compared twice a level.
  const inPlace =
    baseline.length === candidate.length && diffAligned([...baseline.keys()].map((index) => [index, index]));
  if (inPlace && inPlace.length === 0) return [];
  const wanted = baseline.map(createFingerprints('baseline', rules.correlation));
  const found = candidate.map(createFingerprints('candidate', rules.correlation));
  if (rules.isOrderBlind?.(where)) return diffAligned(alignRegardless(wanted, found));
  if (!inPlace) return diffAligned(alignInOrder(wanted, found));
  const reordered = findReordering(wanted, found);
  return reordered ? [{ code: 'parity.array-order', where, ...reordered }] : inPlace;
}

/** Where each element went, when the candidate only orders them otherwise. */
function findReordering(
  wanted: readonly Fingerprint[],
  found: readonly Fingerprint[],
): Pick<Difference, 'baseline' | 'candidate'> | undefined {
  const alignment = alignRegardless(wanted, found) as readonly (readonly [number, number])[];
  const isSame = ([left, right]: readonly [number, number]) => wanted[left]?.loose === found[right]?.loose;
  if (alignment.every(([left, right]) => left === right) || !alignment.every(isSame)) return undefined;
  const positions = alignment.toSorted(([, a], [, b]) => a - b);
  return { baseline: [...wanted.keys()], candidate: positions.map(([left]) => left) };
}

function toDifference(code: Difference['code'], where: string, [baseline, candidate]: Pair): Difference {
  return { code, where, baseline: toJson(baseline), candidate: toJson(candidate) };
}

/** A value's type in JSON's own words. */
export function typeOf(value: ExactJson): string {
  if (value === null) return 'null';
  if (typeof value === 'bigint') return 'number';
  return Array.isArray(value) ? 'list' : typeof value;
}

function isList(value: ExactJson): value is readonly ExactJson[] {
  return Array.isArray(value);
}

function isRecord(value: ExactJson): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
