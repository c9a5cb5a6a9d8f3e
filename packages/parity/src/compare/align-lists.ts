import { groupBy } from '../group-by.ts';
import type { Fingerprint } from './fingerprint.ts';

/** Which elements of two lists belong together, by their positions; one that stands alone has no counterpart. */
export type Alignment = readonly (readonly [baseline: number | undefined, candidate: number | undefined])[];

/** The most steps that finding a common subsequence may take; longer stretches are paired one by one. */
const mostSteps = 4_000_000;

type Fingerprints = readonly Fingerprint[];

/** Pairs elements without regard to their order: the same first, then those that may be the same, then what is left, as it comes. */
export function alignRegardless(baseline: Fingerprints, candidate: Fingerprints): Alignment {
  const partners = new Map<number, number>();
  const taken = new Set<number>();
  for (const toMark of [(each: Fingerprint) => each.exact, (each: Fingerprint) => each.loose, () => '']) {
    const free = [...candidate.keys()].filter((index) => !taken.has(index));
    const places = groupBy(free, (index) => toMark(candidate[index] as Fingerprint));
    for (const index of baseline.keys()) {
      const partner = partners.has(index)
        ? undefined
        : places.get(toMark(baseline[index] as Fingerprint))?.shift();
      if (partner === undefined) continue;
      partners.set(index, partner);
      taken.add(partner);
    }
  }
  const added = [...candidate.keys()].filter((index) => !taken.has(index));
  return [
    ...[...baseline.keys()].map((index): Alignment[number] => [index, partners.get(index)]),
    ...added.map((index): Alignment[number] => [undefined, index]),
  ];
}

/**
 * Pairs elements of two lists of different length in their order, along the common subsequence that says most, so that one
 * that was put in or left out does not shift all others. Between two common elements, changed ones are paired as they come.
 * From the shorter list's side always, so that both directions pair alike.
 */
export function alignInOrder(baseline: Fingerprints, candidate: Fingerprints): Alignment {
  if (baseline.length > candidate.length)
    return alignInOrder(candidate, baseline).map(([right, left]) => [left, right]);
  const alignment: Alignment[number][] = [];
  let [left, right] = [0, 0];
  for (const [nextLeft, nextRight] of listAnchors(baseline, candidate)) {
    while (left < nextLeft || right < nextRight)
      alignment.push([left < nextLeft ? left++ : undefined, right < nextRight ? right++ : undefined]);
    if (nextLeft < baseline.length) alignment.push([left++, right++]);
  }
  return alignment;
}

/** The positions of common elements, in order: how the lists begin alike, what is common between, how they end; then their ends. */
function listAnchors(shorter: Fingerprints, longer: Fingerprints): (readonly [number, number])[] {
  let start = 0;
  while (start < shorter.length && shorter[start]?.exact === longer[start]?.exact) start++;
  let tail = 0;
  while (tail < shorter.length - start && shorter.at(-1 - tail)?.exact === longer.at(-1 - tail)?.exact)
    tail++;
  const [end, longerEnd] = [shorter.length - tail, longer.length - tail];
  return [
    ...Array.from({ length: start }, (_, index) => [index, index] as const),
    ...findCommon(shorter.slice(start, end), longer.slice(start, longerEnd)).map(
      ([left, right]) => [start + left, start + right] as const,
    ),
    ...Array.from({ length: tail + 1 }, (_, index) => [end + index, longerEnd + index] as const),
  ];
}

/** The positions of the common subsequence of the highest weight, by the table that every textbook has for the longest. */
function findCommon(shorter: Fingerprints, longer: Fingerprints): [number, number][] {
  if (shorter.length * longer.length > mostSteps) return [];
  const width = longer.length + 1;
  const weights = new Uint32Array((shorter.length + 1) * width);
  const at = (left: number, right: number) => weights[left * width + right] as number;
  const weigh = (left: number, right: number) => {
    const [one, other] = [shorter[left], longer[right]];
    return one?.loose !== other?.loose ? 0 : one?.exact === other?.exact ? 2 : 1;
  };
  const best = (left: number, right: number) => {
    const weight = weigh(left, right);
    const paired = weight === 0 ? 0 : at(left + 1, right + 1) + weight;
    return Math.max(paired, at(left + 1, right), at(left, right + 1));
  };
  for (let left = shorter.length - 1; left >= 0; left--)
    for (let right = longer.length - 1; right >= 0; right--)
      weights[left * width + right] = best(left, right);
  const common: [number, number][] = [];
  for (let [left, right] = [0, 0]; left < shorter.length && right < longer.length; ) {
    const weight = weigh(left, right);
    if (weight > 0 && at(left, right) === at(left + 1, right + 1) + weight) common.push([left++, right++]);
    else if (at(left + 1, right) >= at(left, right + 1)) left++;
    else right++;
  }
  return common;
}
